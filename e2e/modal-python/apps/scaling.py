"""Functions that take several inputs at once, and those whose scale is changed."""

import asyncio
import threading
import time

import modal

app = modal.App("scaling")


@app.function(min_containers=0, max_containers=4, scaledown_window=60)
def scaled(x):
    return x


@app.function(max_containers=1)
@modal.concurrent(max_inputs=6)
def sleep_together(seconds):
    time.sleep(seconds)
    return modal.current_input_id(), threading.current_thread().name


@app.function(max_containers=1)
@modal.concurrent(max_inputs=20)
async def sleep_together_later(seconds):
    await asyncio.sleep(seconds)
    return modal.current_input_id()


@app.function(max_containers=2)
def sleep_alone(seconds):
    time.sleep(seconds)
    return modal.current_input_id()


@app.function(max_containers=1)
@modal.batched(max_batch_size=4, wait_ms=500)
def double_together(numbers):
    return [(2 * n, len(numbers)) for n in numbers]


@app.function(max_containers=1)
@modal.batched(max_batch_size=4, wait_ms=500)
async def add_together(a, b):
    return [x + y for x, y in zip(a, b)]


@app.function(max_containers=1)
@modal.batched(max_batch_size=4, wait_ms=200)
def batch_of_the_wrong_size(numbers):
    return [0]


@app.function(max_containers=1)
@modal.batched(max_batch_size=4, wait_ms=200)
def batch_that_is_no_list(numbers):
    return 0


@app.function(max_containers=1)
@modal.batched(max_batch_size=4, wait_ms=200)
def batch_that_fails(numbers):
    return [1 / n for n in numbers]


@app.cls(max_containers=1)
class Batches:
    @modal.batched(max_batch_size=3, wait_ms=300)
    def double(self, numbers):
        return [2 * n for n in numbers]
