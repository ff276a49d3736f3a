"""Reads one request per line, calls the function with the official client, writes one answer per line."""

import decimal  # noqa: F401 (what requests evaluate)
import json
import pathlib
import sys

import modal

sys.path.append(str(pathlib.Path(__file__).parent.parent))
from echo_app import read, write  # noqa: E402


def serve(request):
    function = modal.Function.from_name(request["app"], request["function"])
    if "expression" in request:
        args = [eval(request["expression"])]
    else:
        args = [read(arg) for arg in request["args"]]
    kwargs = {name: read(value) for name, value in request.get("kwargs", {}).items()}
    return write(function.remote(*args, **kwargs))


for line in sys.stdin:
    try:
        answer = {"value": serve(json.loads(line))}
    except Exception as error:
        answer = {"error": {"name": type(error).__name__, "message": str(error)}}
    print(json.dumps(answer), flush=True)
