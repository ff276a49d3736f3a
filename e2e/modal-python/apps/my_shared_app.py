"""The app that the guide looks functions up in."""

import modal

app = modal.App("my-shared-app")


@app.function()
def square(x: int):
    return x**2


@app.cls()
class MyLifecycleClass:
    @modal.enter()
    def enter(self):
        self.var = "hello world"

    @modal.method()
    def foo(self):
        return self.var
