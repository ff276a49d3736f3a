"""Functions that use dicts and queues, their own and those that they are given."""

import modal

app = modal.App("storage")
kept = modal.Dict.from_name("kept", create_if_missing=True)
jobs = modal.Queue.from_name("jobs", create_if_missing=True)


@app.function()
def note(noted, value):
    noted[value] = True


@app.function()
def keep(key, value):
    kept[key] = value
    return kept[key]


@app.function()
def work():
    """Doubles what is in one queue into the dict."""
    done = 0
    while (job := jobs.get(block=False)) is not None:
        kept[f"job {job}"] = 2 * job
        done += 1
    return done


@app.function()
def produce(queue, count):
    queue.put_many(list(range(count)))


@app.function()
def call_by_handle(function, argument):
    """Calls a function that it is given."""
    return function.remote(argument)
