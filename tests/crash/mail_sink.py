"""A mail server that takes everything and remembers to whom it was."""

import socketserver
import threading
from collections import Counter
from contextlib import contextmanager

ANSWERS = {"EHLO": "250 sink", "HELO": "250 sink", "DATA": "354 go on", "QUIT": "221 bye"}


class Session(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self):
        self.say("220 sink")
        to = []
        for line in self.rfile:
            words = line.decode(errors="replace").strip()
            command = words[:4].upper()
            if command == "RCPT":
                to.append(words.partition("<")[2].partition(">")[0])
            self.say(ANSWERS.get(command, "250 ok"))
            if command == "QUIT":
                return
            if command == "DATA":
                if not self.take_body():
                    return
                self.server.received.update(to)
                to = []
                self.say("250 taken")

    def take_body(self):
        """False when the sender went away before the end: then nothing was taken."""
        return any(line == b".\r\n" for line in self.rfile)


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.received = Counter()  # address to number of letters

    @property
    def port(self):
        return self.server_address[1]


@contextmanager
def listening():
    with Sink() as sink:
        threading.Thread(target=sink.serve_forever, daemon=True).start()
        yield sink
        sink.shutdown()
