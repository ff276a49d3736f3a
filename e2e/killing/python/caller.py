"""A process that calls without end, in all ways, and tells what it did and saw, a line for each event.

It knows nothing of kills: the official client alone has to get over them, and where it cannot, this
tells the error. It ends when its standard input does.
"""

import json
import random
import sys
import threading
import time

import modal

BY, SEED, KINDS = sys.argv[1:]
INPUT_MS_MAX = 60

chance = random.Random(int(SEED))
work = modal.Function.from_name("killed", "work")
count = modal.Function.from_name("killed", "count")
relay = modal.Function.from_name("killed", "relay")


def remote(call):
    call_one(call, work)


def nested(call):
    call_one(call, relay)


def call_one(call, function):
    (argument,) = submit(call, 1)
    see(call, 0, "live", outcome_of(lambda: function.remote(argument, chance.randrange(INPUT_MS_MAX))))


def spawn(call):
    argument = chance.randrange(1000)
    spawned = work.spawn(argument, chance.randrange(INPUT_MS_MAX))
    # Its id is how everybody else finds it, so that it is known by that from now on.
    acknowledge(spawned.object_id, [argument])
    if chance.random() < 0.5:
        poll = modal.FunctionCall.from_id(spawned.object_id)
        see(spawned.object_id, 0, "poll of " + call, outcome_of(poll.get))


def map_all(call):
    arguments = submit(call, 20 + chance.randrange(40))
    is_ordered = chance.random() < 0.5
    pairs = slowly([(argument, chance.randrange(INPUT_MS_MAX)) for argument in arguments])
    results = work.starmap(pairs, order_outputs=is_ordered, return_exceptions=True)
    for index, result in enumerate(results):
        is_error = isinstance(result, BaseException)
        # Out of order an answer tells whose it is: no argument comes twice in a map.
        place = index if is_ordered or is_error else arguments.index(result["argument"])
        outcome = {"error": describe(result)} if is_error else {"answer": result}
        see(call, place, "live", outcome, is_ordered)


def generator(call):
    arguments = submit(call, 5 + chance.randrange(20))
    answers = count.remote_gen(arguments[0], len(arguments), chance.randrange(20))
    for index, answer in enumerate(answers):
        see(call, index, "live", {"answer": answer}, True)


def spawn_map(_call):
    arguments = first_of(20 + chance.randrange(40))
    spawned = work.experimental_spawn_map(slowly(arguments), [chance.randrange(INPUT_MS_MAX) for _ in arguments])
    acknowledge(spawned.object_id, arguments)


WORKS = {
    "remote": remote,
    "nested": nested,
    "spawn": spawn,
    "map": map_all,
    "generator": generator,
    "spawnMap": spawn_map,
}


def slowly(items):
    """As from a file or a socket, so that a kill falls between inputs of one call."""
    pause_max = chance.random() * 0.015
    for item in items:
        time.sleep(pause_max)
        yield item


def first_of(length):
    """Arguments of a call, no two alike."""
    first = chance.randrange(1000)
    return list(range(first, first + length))


def submit(call, length):
    arguments = first_of(length)
    for index, argument in enumerate(arguments):
        tell(kind="submitted", call=call, index=index, argument=argument)
    return arguments


def acknowledge(call, arguments):
    for index, argument in enumerate(arguments):
        tell(kind="submitted", call=call, index=index, argument=argument)
        tell(kind="acknowledged", call=call, index=index)


def see(call, index, reading, outcome, is_ordered=False):
    tell(kind="seen", call=call, index=index, reading=reading, isOrdered=is_ordered, outcome=outcome)


def outcome_of(run):
    try:
        return {"answer": run()}
    except modal.exception.RemoteError as error:
        # What the function's input ended with is its result; all else is an error of the call.
        return {"error": describe(error)}


def describe(error):
    return "%s: %s" % (type(error).__name__, error)


def tell(**event):
    print(json.dumps({**event, "by": BY}), flush=True)


def main():
    stopping = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), stopping.set()), daemon=True).start()
    calls = 0
    while not stopping.is_set():
        kind = chance.choice(KINDS.split(","))
        calls += 1
        call = "%s-%s-%d" % (BY, kind, calls)
        try:
            WORKS[kind](call)
        except Exception as error:
            tell(kind="refused", call=call, error=describe(error))


main()
