"""The till over real HTTP, for tests: its door alone, in a thread, with a file of its own.

    from tests.portal.demo.till.server import running_till  # noqa: F401  a fixture

`running_till.seen` holds every request with its answer; `running_till.clear()` lets the till forget everything.
"""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import TCPServer, ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.core.handlers.wsgi import WSGIRequest

from portal.demo.till import store
from portal.demo.till.api import api, read_request

KEY = "sk_test_till_tests"
SECRET = "whsec_tests"


@dataclass(frozen=True)
class Seen:
    method: str
    path: str
    params: dict
    status: int
    answer: dict


@dataclass
class Running:
    url: str
    seen: list = field(default_factory=list)

    def clear(self):
        store.clear()
        self.seen.clear()


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self):
        """Without asking who we are by name, which takes seconds where there is no network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.server_address[1]
        self.setup_environ()

    def handle_error(self, request, client_address):
        pass  # a client that hung up


class Handler(WSGIRequestHandler):
    disable_nagle_algorithm = True

    def log_message(self, *args):
        pass

    def address_string(self):
        return self.client_address[0]


def door(running):
    """The till's view as an application of its own: no middleware, no database of the portal."""

    def application(environ, start_response):
        request = WSGIRequest(environ)
        path = request.path_info.removeprefix("/v1/")
        response = api(request, path)
        if response.status_code == 200:
            params = read_request(request)
            running.seen.append(Seen(request.method, f"/v1/{path}", params, 200, json.loads(response.content)))
        else:
            running.seen.append(Seen(request.method, f"/v1/{path}", {}, response.status_code, {}))
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.headers.items()))
        return [response.content]

    return application


@contextmanager
def serving(folder, settings):
    """A till that keeps its file in `folder`, and settings that lead to it."""
    settings.TILL_FILE = folder / "till.sqlite3"
    settings.STRIPE_API_KEY, settings.STRIPE_WEBHOOK_SECRETS = KEY, [SECRET]
    server = Server(("127.0.0.1", 0), Handler)
    running = Running(f"http://127.0.0.1:{server.server_address[1]}")
    server.set_app(door(running))
    settings.STRIPE_API_BASE = running.url
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def running_till(tmp_path, settings):
    with serving(tmp_path, settings) as running:
        yield running
