"""An app that can be deployed and whose code cannot be loaded where it runs."""

import modal

if not modal.is_local():
    raise ImportError("this library is not there")

app = modal.App("fails-to-import")


@app.function()
def run():
    return "never"
