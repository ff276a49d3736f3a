import modal

app = modal.App("traced-python")


@app.function()
def outer():
    return modal.Function.from_name("traced", "inner").remote()
