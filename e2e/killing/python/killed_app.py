"""What runs while things are killed. Every run draws a number, so that two runs of one input differ."""

import time
import uuid

import modal

app = modal.App("killed")


def answer(argument):
    return {"argument": argument, "value": argument * argument + 1, "run": str(uuid.uuid4())}


@app.function(max_containers=2)
@modal.concurrent(max_inputs=4)
def work(argument, ms):
    time.sleep(ms / 1000)
    return answer(argument)


@app.function(max_containers=2)
@modal.concurrent(max_inputs=4)
def count(first, length, ms):
    for argument in range(first, first + length):
        time.sleep(ms / 1000)
        yield answer(argument)


@app.function(max_containers=1)
@modal.concurrent(max_inputs=4)
def relay(argument, ms):
    """Calls another function from within a container."""
    return work.remote(argument, ms)
