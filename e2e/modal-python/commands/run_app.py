"""What the tests of `modal run` and `modal deploy` run."""

import os
import time

import modal

app = modal.App("runner", tags={"team": "red"})


@app.function()
def square(x: int = 3):
    print("squaring", x)
    return x * x


@app.function(env={"OWN": "mine"}, secrets=[modal.Secret.from_dict({"GIVEN": "value"})])
def surroundings():
    return f"{os.environ['OWN']} {os.environ['GIVEN']}"


@app.function()
def text(name: str, loud: bool = False):
    return f"hello {name}{'!' if loud else '.'}"


@app.function()
def ticks(n: int = 600):
    for i in range(n):
        print("tick", i)
        time.sleep(0.5)


@app.function()
def fails():
    raise ValueError("remote trouble")


@app.cls()
class Greeter:
    greeting: str = modal.parameter(default="hi")

    @modal.method()
    def greet(self, who: str):
        print(self.greeting, who)


@app.local_entrypoint()
def main(n: int = 3, name: str = "x", flag: bool = False, ratio: float = 0.5):
    print("arguments", repr(n), repr(name), repr(flag), repr(ratio))
    print("from afar", square.remote(n), surroundings.remote())
    return f"result {n}"


@app.local_entrypoint()
def spawns():
    print("spawned", ticks.spawn(4).object_id)


@app.local_entrypoint()
def local_trouble():
    raise TypeError("local trouble")


@app.local_entrypoint()
def remote_trouble():
    fails.remote()
