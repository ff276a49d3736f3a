"""An app that is a module of a package, and imports another."""

import modal

from .prices.list import PRICES

app = modal.App("shop")


@app.function()
def total(*items):
    return sum(PRICES[item] for item in items)


@app.local_entrypoint()
def main(item: str = "bread"):
    print(f"{item} costs {total.remote(item)}")
