"""An app with a function of another."""

import modal

app = modal.App("another-app")
square = modal.Function.from_name("my-shared-app", "square")


@app.function()
def cube(x):
    return x * square.remote(x)


@app.local_entrypoint()
def main():
    assert cube.remote(42) == 74088
    print("42 cubed is 74088")
