"""Work that goes on when whoever started it has gone."""

import time

import modal

app = modal.App("detached")


@app.function()
def work(noted_id):
    time.sleep(2)
    modal.Dict.from_id(noted_id)["done"] = True


@app.local_entrypoint()
def main(noted: str):
    work.spawn(noted)
