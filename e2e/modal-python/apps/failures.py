"""Functions that fail in all ways."""

import os
import sys
import time

import modal

app = modal.App("failures")


class OutOfCheese(Exception):
    def __init__(self, shelf):
        super().__init__(shelf)
        self.shelf = shelf

    def __str__(self):
        return f"no cheese on {self.shelf}"


class Unpicklable(Exception):
    def __init__(self):
        super().__init__("holds what cannot be sent")
        self.held = (i for i in range(3))


@app.function()
def fail_at_two(x):
    if x == 2:
        raise Exception("ohno")
    return x * x


@app.function()
def raise_own():
    raise OutOfCheese("the lower shelf")


def deeper(n):
    if n == 0:
        raise KeyError("at the bottom")
    deeper(n - 1)


@app.function()
def raise_deep():
    try:
        deeper(3)
    except KeyError as error:
        raise RuntimeError("outside") from error


@app.function()
def raise_unpicklable():
    raise Unpicklable()


@app.function()
def raise_large():
    raise ValueError("ö" * 3_000_000)


@app.function()
def return_unpicklable():
    return (i for i in range(3)), sys.modules


@app.function()
def leave(code):
    sys.exit(code)


@app.function()
def die():
    os._exit(7)


@app.function()
def interrupt():
    raise KeyboardInterrupt()


@app.function(retries=2)
def die_once(noted, key):
    attempts = noted[key] = noted.get(key, 0) + 1
    if attempts == 1:
        os._exit(7)
    return attempts


@app.function(timeout=1)
def too_slow():
    time.sleep(60)


@app.function(timeout=1, retries=modal.Retries(max_retries=1, initial_delay=0.0))
def too_slow_once(noted, key):
    attempts = noted[key] = noted.get(key, 0) + 1
    if attempts == 1:
        time.sleep(60)
    return attempts


@app.function(retries=3)
def fail_twice(noted, key):
    attempts = noted[key] = noted.get(key, 0) + 1
    if attempts < 3:
        raise ValueError(f"attempt {attempts}")
    return attempts


@app.function(retries=modal.Retries(max_retries=2, backoff_coefficient=1.0, initial_delay=1.0))
def fail_always(noted, key):
    attempts = noted[key] = noted.get(key, 0) + 1
    raise ValueError(f"attempt {attempts}")


@app.cls()
class FailsToEnter:
    @modal.enter()
    def enter(self):
        raise OSError("the model is not there")

    @modal.method()
    def run(self):
        return "never"


@app.function()
def succeed_after():
    return "as before"
