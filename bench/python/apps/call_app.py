"""Functions that give back their argument, in containers that are there before the first call."""

import os
import sys

import modal

app = modal.App("bench-python-call")


@app.function(min_containers=1, max_containers=1)
def one_at_a_time(x):
    """As most functions are."""
    return x


@app.function(min_containers=1, max_containers=1)
@modal.concurrent(max_inputs=64)
async def all_at_once(x):
    """Takes all inputs that are waiting."""
    return x


@app.function()
def interpreter():
    """The program that its containers run, as this machine knows it."""
    return os.path.realpath(sys._base_executable)
