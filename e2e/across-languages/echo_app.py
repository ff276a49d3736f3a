"""A Python app that others call, and the notation of notation.ts for Python."""

import datetime
import json

import modal

app = modal.App("echo-python")


def read(written):
    """The value that is written."""
    if isinstance(written, list):
        return [read(part) for part in written]
    if not isinstance(written, dict):
        return written
    [(kind, content)] = written.items()
    if kind == "int":
        return int(content)
    if kind == "float":
        return float(content)
    if kind == "bytes":
        return bytes.fromhex(content)
    if kind == "date":
        return datetime.datetime.strptime(content, "%Y-%m-%dT%H:%M:%S.%f%z")
    return {read(key): read(value) for key, value in content}


def write(value):
    """Writes a value down; fails for what the notation does not have."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, datetime.datetime):
        utc = value.astimezone(datetime.timezone.utc)
        return {"date": utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond // 1000:03}Z"}
    if isinstance(value, (list, tuple)):
        return [write(part) for part in value]
    if isinstance(value, dict):
        return {"map": [[write(key), write(part)] for key, part in value.items()]}
    raise TypeError(f"The notation has no {type(value).__name__}")


@app.function()
def echo(value):
    return value


@app.function()
def show(*args, **kwargs):
    """What it was called with, as it arrived here."""
    return json.dumps(write([list(args), kwargs]))


@app.function()
def fail(message):
    raise LookupError(message)


class Thing:
    pass


@app.function()
def strange(name):
    """Values that no other language takes."""
    return {"instance": [Thing()], "function": {"callback": strange}, "complex": {"c": 1j}, "set": {1, 2}}[name]
