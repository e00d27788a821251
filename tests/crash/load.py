"""Visitors who sign, steadily, from addresses of their own; who gets an answer is written down."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

THREADS = 16
HOST = "www.example.org"


def address_of(number):
    """A network of its own for each visitor: no limit of how often stops the load."""
    return f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"


def contact_of(number):
    return f"person-{number}@load.example.org"


def post(port, path, number):
    """What the site answers to visitor `number`: a status, or the name of what went wrong on the way."""
    body = urlencode({"given_name": "Ana", "family_name": f"Load {number}", "contact": contact_of(number)})
    headers = {
        "Host": HOST,
        "Origin": f"https://{HOST}",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": address_of(number),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    except (OSError, HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()


class Load:
    """Posts to `paths` in turn, `each_second`, until the block ends; who gets which answer is written down."""

    def __init__(self, port, paths, each_second):
        self.port, self.paths, self.pause = port, paths, 1 / each_second
        self.answers, self.sent = {}, 0  # contact to answer
        self.is_over = threading.Event()

    def visit(self, number):
        self.answers[contact_of(number)] = post(self.port, self.paths[number % len(self.paths)], number)

    @property
    def accepted(self):
        """The contacts of those who were led on to the code: the site says that it has written them down."""
        return {contact for contact, answer in self.answers.items() if answer == HTTPStatus.FOUND}

    def run(self):
        with ThreadPoolExecutor(THREADS) as pool:
            begin = time.monotonic()
            while not self.is_over.is_set():
                pool.submit(self.visit, self.sent)
                self.sent += 1
                self.is_over.wait(max(0, begin + self.sent * self.pause - time.monotonic()))

    def __enter__(self):
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.is_over.set()
        self.thread.join()
