"""Calls a function, or maps over it, and is killed meanwhile: `caller.py APP FUNCTION FILE COUNT`."""

import sys

import modal

app, name, file, count = sys.argv[1:]
target = modal.Function.from_name(app, name)
if count == "1":
    target.remote(file)
else:
    list(target.map([file] * int(count), range(int(count))))
