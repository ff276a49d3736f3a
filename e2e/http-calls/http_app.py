import modal

app = modal.App("http-python")


@app.function()
def describe(*args, **kwargs):
    return {"args": list(args), "kwargs": kwargs}


@app.function()
def collects():
    return {1, 2}


@app.function()
def fails():
    raise KeyError("no such luck")


@app.cls()
class Greeter:
    @modal.method()
    def greet(self, greeting):
        return f"{greeting} world"
