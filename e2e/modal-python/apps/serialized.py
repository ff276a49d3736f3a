"""Functions that are sent whole, from a program and not from a file."""

import modal

app = modal.App("serialized")
factor = 5


@app.function(serialized=True)
def multiply(x):
    return factor * x


@app.cls(serialized=True)
class Power:
    exponent: int = modal.parameter(default=2)

    @modal.method()
    def raise_(self, x):
        return x**self.exponent


@app.function(serialized=True, name="renamed")
def named_otherwise():
    return "by its new name"


if __name__ == "__main__":
    app.deploy()
