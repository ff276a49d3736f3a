"""A web server that runs elsewhere: it spawns a job for each request and is asked for the results."""

from uuid import uuid4

import modal
from flask import Flask, request

app = Flask(__name__)
pending_jobs = {}


@app.route("/jobs", methods=["POST"])
def create_job():
    train_model = modal.Function.from_name("example", "train_model")
    job_id = str(uuid4())
    call = train_model.spawn(job_id=job_id, params=request.json)
    pending_jobs[job_id] = call.object_id
    return {"job_id": job_id, "status": "pending"}


@app.route("/jobs/<job_id>")
def get_job(job_id):
    call = modal.FunctionCall.from_id(pending_jobs[job_id])
    try:
        return {"status": "done", "result": call.get(timeout=0)}
    except TimeoutError:
        return {"status": "pending"}, 202
