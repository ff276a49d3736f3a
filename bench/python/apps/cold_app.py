"""A function whose containers do not stay."""

import os
import time

import modal

loaded = time.time()

app = modal.App("bench-python-cold")


# As short as the client takes it, so that the next call finds no container.
@app.function(scaledown_window=2)
def times():
    """When this container got how far, on the clock that all processes of a machine share."""
    entered = time.time()
    return {
        "container": os.environ["MODAL_TASK_ID"],
        "startedAtMs": started() * 1000,
        "assignedAtMs": os.stat(os.environ["MODAL_CONTAINER_ARGUMENTS_PATH"]).st_mtime * 1000,
        "loadedAtMs": loaded * 1000,
        "enteredAtMs": entered * 1000,
    }


def started():
    """Of this process, to a hundredth of a second."""
    with open("/proc/self/stat") as file:
        # Behind the name, which may have anything in it.
        fields = file.read().rpartition(")")[2].split()
    since_boot = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) + since_boot
