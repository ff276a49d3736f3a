"""
What stands behind the tests' own fixtures: it puts a real server where their mock was. A test that only uses
the client runs as it is; one that looks into the mock is skipped, with what it wanted to see.
"""

import asyncio
import json
import os
import uuid

import pytest
import pytest_asyncio
from modal import config
from modal.client import Client
from modal.environments import Environment
from modal_proto import api_pb2

server_url = os.environ["MODAL_SERVER_URL"]
# A queue's partition takes as many items as that of the public service.
queue_items_max = 5000


class RealServer:
    """What may be known of a server from outside."""

    def __init__(self, username):
        self.__dict__.update(client_addr=server_url, default_username=username, queue_max_len=queue_items_max)

    def __getattr__(self, name):
        pytest.skip(f"looks into the mock server: {name}")

    def __setattr__(self, name, value):
        pytest.skip(f"changes the mock server: {name}")


@pytest.fixture(scope="session")
def credentials():
    return os.environ["MODAL_TOKEN_ID"], os.environ["MODAL_TOKEN_SECRET"]


@pytest.fixture(scope="session")
def servicer(credentials):
    return RealServer(asyncio.run(config._lookup_workspace(server_url, *credentials)).username)


@pytest_asyncio.fixture(scope="function")
async def client(credentials):
    async with Client(server_url, api_pb2.CLIENT_TYPE_CLIENT, credentials) as real_client:
        yield real_client


@pytest.fixture(scope="function", autouse=True)
def set_env(monkeypatch, credentials):
    """An environment of the test's own, as every test had a mock of its own."""
    name = f"suite-{uuid.uuid4().hex[:12]}"
    own_client = Client.from_credentials(*credentials)
    Environment.objects.create(name, client=own_client)
    monkeypatch.setenv("MODAL_ENVIRONMENT", name)
    yield
    Environment.objects.delete(name, client=own_client)


def pytest_collection_modifyitems(config, items):
    """Leaves out what never asks the server: it says nothing of one."""
    asking = [item for item in items if "client" in item.fixturenames]
    config.hook.pytest_deselected(items=[item for item in items if item not in asking])
    items[:] = asking


outcomes = {}


def pytest_runtest_logreport(report):
    case = report.nodeid.removeprefix("test/")
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        outcomes[case] = {"case": case, "kind": "skipped", "reason": reason.removeprefix("Skipped: ")}
    elif report.failed:
        crash = getattr(report.longrepr, "reprcrash", None)
        reason = report.longreprtext if crash is None else crash.message
        outcomes[case] = {"case": case, "kind": "failed", "reason": reason}
    elif report.when == "call":
        outcomes[case] = {"case": case, "kind": "passed", "reason": ""}


def pytest_sessionfinish():
    with open(os.environ["LYDIAN_SUITE_REPORT"], "w") as file:
        json.dump(list(outcomes.values()), file)
