"""Calls functions with the official client: reads one question per line, writes one answer per line."""

import asyncio
import json
import sys
import time

import modal


def call(function, outstanding, seconds):
    """Keeps so many calls under way for so long, and checks every result."""
    latencies = []
    started = time.perf_counter()
    until = started + seconds
    if outstanding == 1:
        call_in_turn(function, until, latencies)
    else:
        asyncio.run(call_at_once(function, outstanding, until, latencies))
    elapsed = time.perf_counter() - started
    return {"latenciesMs": latencies, "perSecond": len(latencies) / elapsed}


def call_in_turn(function, until, latencies):
    """As code that is not asynchronous calls."""
    before = time.perf_counter()
    while before < until:
        check(function.remote(len(latencies)), len(latencies))
        after = time.perf_counter()
        latencies.append((after - before) * 1000)
        before = after


async def call_at_once(function, outstanding, until, latencies):
    """As asynchronous code calls."""

    async def loop(number):
        before = time.perf_counter()
        while before < until:
            check(await function.remote.aio(number), number)
            after = time.perf_counter()
            latencies.append((after - before) * 1000)
            before = after

    await asyncio.gather(*(loop(number) for number in range(outstanding)))


def map_numbers(function, inputs):
    """Maps over numbers, in order; nothing may be lost, nor come twice."""
    started = time.perf_counter()
    count = 0
    for value in function.map(range(inputs)):
        check(value, count)
        count += 1
    check(count, inputs)
    return {"seconds": time.perf_counter() - started}


def call_once(function):
    """One call, with the clock that all processes of a machine share."""
    asked = time.time()
    value = function.remote()
    return {"askedAtMs": asked * 1000, "answeredAtMs": time.time() * 1000, "value": value}


def check(value, expected):
    """Ends this process: figures of wrong results are worth nothing."""
    if value != expected:
        raise SystemExit("A result is %r instead of %r" % (value, expected))


QUESTIONS = {"call": call, "map": map_numbers, "once": call_once}

print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    asked_for = QUESTIONS[question.pop("kind")]
    callee = modal.Function.from_name(question.pop("app"), question.pop("function"))
    print(json.dumps(asked_for(callee, **question)), flush=True)
