"""Classes."""

import asyncio
import os

import modal

app = modal.App("classes")


@app.cls()
class Counter:
    start: int = modal.parameter(default=0)
    label: str = modal.parameter(default="#")

    @modal.enter()
    def set_up(self):
        self.count = self.start

    @modal.method()
    def next(self):
        self.count += 1
        return f"{self.label}{self.count}"

    @modal.method()
    def count_to(self, n):
        yield from range(1, n + 1)

    @modal.method()
    def next_twice(self):
        """Calls another method of the same object, here and remotely."""
        return self.next.local(), Counter(start=100).next.remote()


@app.cls()
class Typed:
    number: int = modal.parameter()
    text: str = modal.parameter()
    data: bytes = modal.parameter(default=b"\x00\xff")
    flag: bool = modal.parameter(default=True)

    @modal.method()
    def show(self):
        return self.number, self.text, self.data, self.flag


@app.cls()
class Full:
    """Notes what happens to it, in order."""

    noted_id: str = modal.parameter()

    def note(self, what):
        noted = modal.Dict.from_id(self.noted_id)
        noted[noted.len()] = what

    @modal.enter()
    def enter(self):
        self.note("enter")

    @modal.enter()
    async def enter_later(self):
        await asyncio.sleep(0)
        self.entered = True

    @modal.method()
    async def run(self):
        return self.entered, os.environ["MODAL_TASK_ID"]

    @modal.exit()
    def leave(self):
        self.note("exit")


class Base:
    @modal.enter()
    def set_up(self):
        self.greeting = "hello"

    @modal.method()
    def greet(self, name):
        return f"{self.greeting} {name}"


@app.cls()
class Derived(Base):
    @modal.method()
    def shout(self, name):
        return self.greet.local(name).upper()


@app.cls()
class Plain:
    @modal.method()
    def environment(self, name):
        return os.environ.get(name)

    @modal.method()
    def square(self, x):
        return x * x
