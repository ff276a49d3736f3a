"""A function that gives back its argument, in four containers that are there before the first call."""

import os
import sys

import modal

app = modal.App("bench-python-map")


@app.function(min_containers=4, max_containers=4)
def in_four(x):
    """Of one input at a time each."""
    return x


@app.function()
def interpreter():
    """The program that its containers run, as this machine knows it."""
    return os.path.realpath(sys._base_executable)
