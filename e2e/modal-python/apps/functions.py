"""Functions of all kinds."""

import asyncio
import os
import time

import modal

app = modal.App("functions")


@app.function(max_containers=3)
def square(x):
    return x * x


@app.function()
def add(a, b=10, *, c=100):
    return a + b + c


@app.function()
def nothing():
    pass


@app.function()
async def square_later(x):
    await asyncio.sleep(0.01)
    return x * x


@app.function()
def echo(value):
    return value


@app.function()
def size(value):
    return len(value)


@app.function()
def zeros(length):
    return bytes(length)


@app.function()
def sleep(seconds):
    time.sleep(seconds)
    return "rested"


@app.function()
async def sleep_later(seconds):
    await asyncio.sleep(seconds)
    return "rested"


@app.function()
def powers(n):
    for i in range(n):
        yield 2**i


@app.function()
async def powers_later(n):
    for i in range(n):
        await asyncio.sleep(0.01)
        yield 2**i


@app.function()
def powers_and_failure(n):
    yield from (2**i for i in range(n))
    raise ValueError("no more powers")


@app.function()
def parts(count, length):
    for _ in range(count):
        yield bytes(length)


@app.function()
def square_of_sum(*numbers):
    """Calls a function of the same app."""
    total = sum(numbers)
    return square.remote(total)


@app.function()
def squares_of(numbers):
    """Maps over a function of the same app."""
    return list(square.map(numbers))


@app.function()
def where_am_i():
    return {
        "is_local": modal.is_local(),
        "app": modal.App("functions").name,
        "call": modal.current_function_call_id(),
        "input": modal.current_input_id(),
        "file": __file__,
        "directory": os.getcwd(),
        "home": os.environ["HOME"],
        "task": os.environ["MODAL_TASK_ID"],
    }


@app.function()
def talk(text, lines):
    for i in range(lines):
        print(f"{text} {i}")
    return lines
