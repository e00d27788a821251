"""The load: so many visitors with an open connection each, who ask again as soon as they are answered.

A process of its own (`python -m bench.load` reads a Job as JSON and prints what it saw), on plain sockets: a client
that costs more than the server would measure itself.
"""

import json
import re
import selectors
import socket
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

HEAD_END, LAST_CHUNK = b"\r\n\r\n", b"0\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
PATIENCE = 60  # seconds without any answer


@dataclass
class Job:
    """`{n}`, `{uuid}` and `{item}` in path and body are other ones for each request; it ends after `seconds`, but not
    before so many answers (`least`)."""

    port: int
    path: str
    method: str = "GET"
    headers: dict = field(default_factory=dict)
    body: str = ""
    items: list = field(default_factory=list)
    concurrency: int = 1
    seconds: float = 1.0
    least: int = 5
    first: int = 0

    def request(self, number):
        """The bytes of the request with this number. Its visitor comes from an address of their own."""
        path, body = self.filled(self.path, number), self.filled(self.body, number).encode()
        address = ".".join(str(number >> shift & 255) for shift in (16, 8, 0))
        lines = [f"{self.method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"X-Forwarded-For: 10.{address}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def filled(self, text, number):
        if "{" not in text:
            return text
        item = self.items[number % len(self.items)] if self.items else ""
        return text.replace("{n}", str(number)).replace("{uuid}", str(uuid4())).replace("{item}", item)


@dataclass
class Seen:
    """What came back: `times` in seconds, one an answer, in all `elapsed`; `size` and `head` are the last answer's."""

    times: list = field(default_factory=list)
    statuses: Counter = field(default_factory=Counter)
    size: int = 0
    head: bytes = b""
    elapsed: float = 0.0


class Visitor:
    """One connection, one request at a time."""

    def __init__(self, job):
        self.job, self.socket = job, None

    def ask(self, number):
        self.asked, self.buffer, self.began = self.job.request(number), b"", time.perf_counter()
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.job.port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(self.asked)

    def read(self):
        """True when the answer is complete. Raises ConnectionError when the server hangs up in the middle."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("The server closed the connection.")
        self.buffer += part
        self.head, found, self.body = self.buffer.partition(HEAD_END)
        if not found:
            return False
        length = LENGTH.search(self.head)
        return len(self.body) >= int(length[1]) if length else self.body.endswith(LAST_CHUNK)

    @property
    def status(self):
        return self.head[9:12].decode()


def header_of(head, name):
    """The value of a header in `head`; empty when it is not there."""
    for line in head.split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return ""


def run(job):
    """Does `job`; returns what was Seen."""
    seen, number, waiting = Seen(), job.first, selectors.DefaultSelector()
    began = time.perf_counter()
    for _ in range(job.concurrency):
        visitor = Visitor(job)
        visitor.ask(number)
        waiting.register(visitor.socket, selectors.EVENT_READ, visitor)
        number += 1
    while waiting.get_map():
        events = waiting.select(PATIENCE)
        if not events:
            raise TimeoutError(f"No answer to {job.method} {job.path}")
        for key, _ in events:
            visitor = key.data
            if not visitor.read():
                continue
            note(seen, visitor)
            if time.perf_counter() - began < job.seconds or len(seen.times) < job.least:
                visitor.ask(number)
                number += 1
            else:
                waiting.unregister(visitor.socket)
                visitor.socket.close()
    seen.elapsed = time.perf_counter() - began
    return seen


def note(seen, visitor):
    seen.times.append(time.perf_counter() - visitor.began)
    seen.statuses[visitor.status] += 1
    seen.size, seen.head = len(visitor.body), visitor.head


def main():
    seen = run(Job(**json.load(sys.stdin)))
    json.dump(vars(seen) | {"head": seen.head.decode("latin-1")}, sys.stdout)


if __name__ == "__main__":
    main()
