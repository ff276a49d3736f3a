"""What the web server outside hands its jobs to."""

import time

import modal

app = modal.App("example")


@app.function()
def train_model(job_id, params):
    time.sleep(params["seconds"])
    return {"job_id": job_id, "accuracy": 0.9, "layers": params["layers"]}
