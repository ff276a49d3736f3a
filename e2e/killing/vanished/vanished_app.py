"""Functions that write down what happens to them, in a file that their caller names."""

import time

import modal

app = modal.App("vanished-python")


def note(file, what):
    with open(file, "a") as notes:
        notes.write(f"{what}\n")


def wait_for_ever(file):
    note(file, f"began {modal.current_function_call_id()}")
    try:
        time.sleep(60)
    finally:
        note(file, "ended")


@app.function(retries=modal.Retries(max_retries=2, initial_delay=1.0, backoff_coefficient=1.0))
def fails(file):
    note(file, "began")
    raise ValueError("as it was told")


@app.function(timeout=2)
def runs_out(file):
    wait_for_ever(file)


@app.function()
def waits(file):
    wait_for_ever(file)


@app.function(max_containers=1)
def counts(file, n):
    note(file, n)
    time.sleep(0.1)
