"""An image that a function helps to build."""

import pathlib

import modal

app = modal.App("built-by-function")


def note_build():
    print("building")
    pathlib.Path("/built").write_text("by a function")


@app.function(image=modal.Image.debian_slim().run_function(note_build))
def read_note():
    return pathlib.Path("/built").read_text()
