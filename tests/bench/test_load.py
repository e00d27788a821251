"""The load against a server of our own, and the table that comes of it."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench.figures import Round
from bench.load import Job, header_of, run
from bench.plan import BARE, INSERT, rows
from bench.table import as_text, lines_of
from bench.targets import EVERYTHING, PAGES


class Answer(BaseHTTPRequestHandler):
    """Answers with what it was asked, in one piece or, at /pieces/, in chunks."""

    protocol_version = "HTTP/1.1"
    asked = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, self.headers["X-Forwarded-For"], body.decode()))
        self.send_response(302)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def do_GET(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"3\r\nabc\r\n0\r\n\r\n")

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture
def port():
    Answer.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_each_request_is_another_visitor_with_other_words(port):
    job = Job(port, "/{item}/", "POST", body="n={n}&key={uuid}", items=["a", "b"], seconds=0, least=4, first=300)
    seen = run(job)
    assert (len(seen.times), dict(seen.statuses), seen.size) == (4, {"302": 4}, 2)
    assert [(path, address) for path, address, _ in Answer.asked] == [
        (f"/{item}/", f"10.0.1.{last}") for item, last in (("a", 44), ("b", 45), ("a", 46), ("b", 47))
    ]
    assert len({body.partition("&")[2] for *_, body in Answer.asked}) == 4


def test_a_crowd_asks_until_the_time_is_over(port):
    seen = run(Job(port, "/", concurrency=3, seconds=0.2))
    assert (set(seen.statuses), seen.elapsed >= 0.2, len(seen.times) > 3) == ({"200"}, True, True)
    assert sum(seen.times) < 4 * seen.elapsed


def test_headers_are_found_whatever_their_case():
    assert [header_of("HTTP/1.1 200 OK\r\nX-Queries: 7", name) for name in ("x-queries", "vary")] == ["7", ""]


def test_only_what_is_asked_for_is_measured_beside_the_bare_views():
    assert [row.name for row in rows(["guide"])] == [BARE, INSERT, "guide cached", "guide uncached"]
    assert {row.target for row in rows()} == {BARE, INSERT, *EVERYTHING}
    assert len(rows()) == len(EVERYTHING) + len(PAGES) + 2


def test_the_table_has_a_line_a_row():
    wanted, sizes = rows(["guide"]), ["small", "large"]
    times = {"small": [0.01], "large": [0.03]}
    measured = {(row.name, size): [Round(times[size], 50, 0.001, 50)] for row in wanted for size in sizes}
    counted = {(row.name, size): (None if row.server == BARE else 0, 100) for row in wanted for size in sizes}
    lines = lines_of(wanted, sizes, measured, counted)
    assert [line["over"] for line in lines] == [[], [], [], ["grows ×3.00"]]
    text = as_text(lines, sizes).splitlines()
    assert (len(text), len({len(line) for line in text})) == (6, 1)
    assert [cell.strip() for cell in text[-1].split("|")[1:-1]] == [
        *("guide uncached", "50", "1.00", "1,000", "0", "100", "10.0", "10.0", "30.0", "30.0", "3.00", "grows ×3.00")
    ]
