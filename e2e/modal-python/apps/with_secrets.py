"""Functions with secrets and variables."""

import os

import modal

app = modal.App("secrets")


def environment(*names):
    return [os.environ.get(name) for name in names]


@app.function(secrets=[modal.Secret.from_dict({"FROM_DICT": "a b\nc", "EMPTY": ""})])
def from_dict(*names):
    return environment(*names)


@app.function(secrets=[modal.Secret.from_name("kept-secret", required_keys=["KEPT"])])
def from_name(*names):
    return environment(*names)


@app.function(secrets=[modal.Secret.from_dotenv(__file__, filename="secrets.env")])
def from_dotenv(*names):
    return environment(*names)


@app.function(
    secrets=[modal.Secret.from_dict({"A": "1", "B": "1"}), modal.Secret.from_dict({"B": "2"})],
    env={"C": "3"},
)
def from_several(*names):
    return environment(*names)


@app.function(env={"PLAIN": "set for the function"})
def plain(*names):
    return environment(*names)
