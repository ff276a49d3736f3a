"""Calls a function that does nothing by one of the peers: reads one question per line, writes one answer per line."""

import asyncio
import json
import sys
import threading
import time


def figures(latencies, elapsed):
    latencies.sort()
    at = lambda part: latencies[min(len(latencies) - 1, int(len(latencies) * part))] * 1000
    return {"p50Ms": at(0.5), "p99Ms": at(0.99), "perSecond": len(latencies) / elapsed}


def in_threads(call, outstanding, seconds):
    """Keeps so many calls under way, a thread each."""
    latencies = []
    started = time.perf_counter()

    def loop():
        before = time.perf_counter()
        while before < started + seconds:
            call()
            after = time.perf_counter()
            latencies.append(after - before)
            before = after

    threads = [threading.Thread(target=loop) for _ in range(outstanding - 1)]
    for thread in threads:
        thread.start()
    loop()
    for thread in threads:
        thread.join()
    return figures(latencies, time.perf_counter() - started)


async def in_tasks(call, outstanding, seconds):
    """Keeps so many calls under way, a task each."""
    latencies = []
    started = time.perf_counter()

    async def loop():
        before = time.perf_counter()
        while before < started + seconds:
            await call()
            after = time.perf_counter()
            latencies.append(after - before)
            before = after

    await asyncio.gather(*(loop() for _ in range(outstanding)))
    return figures(latencies, time.perf_counter() - started)


def celery():
    from tasks import noop

    return lambda outstanding, seconds: in_threads(lambda: noop.delay().get(timeout=60), outstanding, seconds)


def ray():
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")

    @ray.remote(max_concurrency=64)
    class Actor:
        async def noop(self):
            return None

    actor = Actor.remote()

    async def call():
        await actor.noop.remote()

    def measure(outstanding, seconds):
        if outstanding == 1:
            return in_threads(lambda: ray.get(actor.noop.remote()), 1, seconds)
        return asyncio.run(in_tasks(call, outstanding, seconds))

    return measure


def lydian():
    import modal

    function = modal.Function.from_name("bench-python-call", "all_at_once")

    def measure(outstanding, seconds):
        if outstanding == 1:
            return in_threads(lambda: function.remote(0), 1, seconds)
        return asyncio.run(in_tasks(lambda: function.remote.aio(0), outstanding, seconds))

    return measure


ask = {"celery": celery, "ray": ray, "lydian": lydian}[sys.argv[1]]()
print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps(ask(question["outstanding"], question["ms"] / 1000)), flush=True)
