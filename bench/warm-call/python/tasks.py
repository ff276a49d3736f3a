"""What Celery's worker runs."""

import os

from celery import Celery

url = "redis+socket://" + os.environ["BENCH_REDIS"]
app = Celery("tasks", broker=url, backend=url)
app.conf.update(result_expires=60, worker_prefetch_multiplier=4, broker_connection_retry_on_startup=True)


@app.task
def noop():
    return None
