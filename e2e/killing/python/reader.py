"""Reads what others were acknowledged, by the ids of the calls, when all is quiet.

Standard input: `{"call": [indexes], …}`. It prints a line for each result, and one for each call with
the number of its inputs.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import modal

BREADTH = 16
# What is queued when the last kill is over has to run first.
PATIENCE_SECONDS = 60


def read(place):
    call, index = place
    try:
        outcome = {"answer": modal.FunctionCall.from_id(call).get(timeout=PATIENCE_SECONDS, index=index)}
    except modal.exception.RemoteError as error:
        outcome = {"error": "%s: %s" % (type(error).__name__, error)}
    except Exception as error:
        print("%s/%d has no result: %r" % (call, index, error), file=sys.stderr)
        return None
    return {"call": call, "index": index, "outcome": outcome}


def main():
    acknowledged = json.load(sys.stdin)
    places = [(call, index) for call, indexes in acknowledged.items() for index in indexes]
    with ThreadPoolExecutor(BREADTH) as pool:
        for reading in pool.map(read, places):
            if reading is not None:
                print(json.dumps(reading))
        counts = pool.map(lambda call: modal.FunctionCall.from_id(call).num_inputs(), acknowledged)
        for call, inputs in zip(acknowledged, counts):
            print(json.dumps({"call": call, "inputs": inputs}))


main()
