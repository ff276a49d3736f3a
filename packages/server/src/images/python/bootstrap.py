"""What a Python container of Lydian runs first.

It imports the official client, so that an empty container has that behind it, waits on the server's
socket for its function, puts the function's files and variables in place, and becomes the official
entrypoint, unmodified. It needs nothing but the standard library and the client.
"""

import contextlib
import http.client
import importlib
import json
import os
import runpy
import socket
import sys
import threading
import time

ENTRYPOINT = "modal._container_entrypoint"

# Imported by the entrypoint in any case; the last of them are those that it imports late.
PRELOADED = (
    "modal",
    ENTRYPOINT,
    "modal._runtime.asgi",
    "modal._runtime.container_io_manager",
    "modal._runtime.task_lifecycle_manager",
    "modal._runtime.user_code_imports",
    "cbor2",
    "grpclib.client",
)


PLACED_CHUNK_BYTES = 1024 * 1024
FORWARDED_BYTES = 256 * 1024
FORWARDED_CONNECTIONS = 128
ACCEPT_AGAIN_SECONDS = 0.1


class SocketConnection(http.client.HTTPConnection):
    """HTTP over the server's socket."""

    def __init__(self, path):
        super().__init__("localhost")
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(self._path)


def name_the_server(environ):
    """Who this container is, and where its server: the client sends these headers with every call."""
    identity = {name: environ.pop("LYDIAN_CONTAINER_" + name.upper()) for name in ("id", "secret")}
    headers = {"x-lydian-container-" + name: value for name, value in identity.items()}
    environ["MODAL_SERVER_URL"] = "unix://" + environ["LYDIAN_SERVER_SOCKET"]
    environ["MODAL_OVERRIDE_HEADERS"] = ",".join(name + ":" + value for name, value in headers.items())
    environ["MODAL_IS_REMOTE"] = "1"
    return headers


def preload():
    """Imports what can be imported before the function is known."""
    for name in PRELOADED:
        try:
            __import__(name)
        except ImportError as error:
            if name in ("modal", ENTRYPOINT):
                raise SystemExit("Cannot start: the client cannot be imported: %s" % error) from error
    # It runs as the main module: imported, it would be there twice.
    sys.modules.pop(ENTRYPOINT, None)


def wait_for_assignment(path, headers):
    """The head and the content that the server sends once this container has a function."""
    connection = SocketConnection(path)
    connection.request("GET", "/containers/assignment", headers=headers)
    response = connection.getresponse()
    if response.status != 200:
        raise SystemExit("Cannot start: %s" % response.read().decode("utf-8", "replace").strip())
    head = json.loads(response.read(int(response.readline())))
    arguments = response.read(head["argumentBytes"])
    for file in head["files"]:
        place(file["path"], file["mode"], chunks(response, file["bytes"]))
    connection.close()
    return head, arguments


def chunks(response, size):
    """The next bytes of a response, never all of a large file at once."""
    while size > 0:
        chunk = response.read(min(size, PLACED_CHUNK_BYTES))
        if not chunk:
            raise SystemExit("Cannot start: the server broke off in the middle of a file")
        size -= len(chunk)
        yield chunk


def place(path, mode, content):
    """Writes a file of the function where its mount says."""
    target = os.environ.get("LYDIAN_ROOT", "") + path
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.writelines(content)
        os.chmod(target, mode | 0o400)
    except OSError as error:
        raise SystemExit("Cannot place %s: %s" % (path, error)) from error


def forward(port, path):
    """Lets the client reach the server where it speaks TCP only, from a container without network."""
    listener = socket.create_server(("127.0.0.1", port), backlog=FORWARDED_CONNECTIONS)
    threading.Thread(target=accept, args=(listener, path), daemon=True).start()


def accept(listener, path):
    """Connects whoever connects, for as long as this process lives."""
    while True:
        try:
            inner, _ = listener.accept()
            outer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            outer.connect(path)
        except OSError:
            # The function has no more descriptors, or the server is gone and this container with it.
            time.sleep(ACCEPT_AGAIN_SECONDS)
            continue
        for ends in ((inner, outer), (outer, inner)):
            threading.Thread(target=copy, args=ends, daemon=True).start()


def copy(source, target):
    """One direction of a connection, until its end; what is broken on one side ends on both."""
    try:
        while True:
            data = source.recv(FORWARDED_BYTES)
            if not data:
                target.shutdown(socket.SHUT_WR)
                return
            target.sendall(data)
    except OSError:
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def become_entrypoint(environment, arguments):
    """Runs the official entrypoint as `python -m` does."""
    path = os.path.join(os.environ["TMPDIR"], "container-arguments")
    with open(path, "wb") as file:
        file.write(arguments)
    os.environ.update(environment, MODAL_CONTAINER_ARGUMENTS_PATH=path)
    importlib.invalidate_caches()
    sys.argv = [ENTRYPOINT]
    sys.path[0] = os.getcwd()
    runpy.run_module(ENTRYPOINT, run_name="__main__", alter_sys=True)


def main():
    """From an empty container to the end of its function."""
    headers = name_the_server(os.environ)
    server = os.environ["LYDIAN_SERVER_SOCKET"]
    preload()
    head, arguments = wait_for_assignment(server, headers)
    if "forwardedPort" in head:
        forward(head["forwardedPort"], server)
    become_entrypoint(head["environment"], arguments)


main()
