"""What `modal run` runs."""

import datetime
import sys

import modal

app = modal.App("running")


@app.function()
def repeat(word: str, times: int = 2, loud: bool = False):
    print(f"repeating {word}")
    print("to the other output", file=sys.stderr)
    return (word.upper() if loud else word) * times


@app.function()
def fail():
    raise ValueError("as it must")


@app.function()
def count(n: int):
    yield from range(n)


@app.local_entrypoint()
def main(word: str = "ab", times: int = 3, share: float = 0.5, on: datetime.datetime = None):
    print("result:", repeat.remote(word, times), share, on)


@app.local_entrypoint()
async def later():
    print("awaited:", await repeat.remote.aio("z"))


@app.local_entrypoint()
def failing():
    fail.remote()


@app.cls()
class Greeter:
    greeting: str = modal.parameter(default="hello")

    @modal.method()
    def greet(self, name: str):
        print(f"{self.greeting} {name}")
