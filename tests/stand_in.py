"""A server that stands in for somebody else's, over real HTTP: it keeps what it was asked and answers as it is told."""

import json
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class StandIn:
    """`status` and `answer` (JSON) come after `wait` seconds; `asked` are (method, path, headers, body)."""

    status: int = 200
    answer: object = None
    wait: float = 0
    asked: list = field(default_factory=list)
    address: str = ""


def handler_of(told):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            told.asked.append((self.command, self.path, self.headers, body))
            time.sleep(told.wait)
            answer = told.answer if isinstance(told.answer, bytes) else json.dumps(told.answer).encode()
            with suppress(ConnectionError):  # whoever asked had no patience
                self.send_response(told.status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        def log_message(self, *args):
            pass

    return Handler


@contextmanager
def stand_in(**kwargs):
    told = StandIn(**kwargs)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler_of(told)) as server:
        told.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
