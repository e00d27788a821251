"""A change is read through every process of the server within seconds, and readers leave nothing behind."""

import os
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest

from tests.browser import server

PATH = "/en/about/"
WORDS = "Read all about it"
WITHIN = 5  # seconds
VIEWS = 60  # each by a connection of its own: every process gets some
PUBLISH = """
from home.models import StandardPage
page = StandardPage.objects.get(slug="about", locale__language_code="en")
page.lead, old = {lead!r}, page.lead
page.save_revision().publish()
print(old)
"""


@pytest.fixture
def three_processes(base, server_folder, monkeypatch):
    """A second server over the same data, with three processes."""
    monkeypatch.setattr(server, "environment", with_three(server.environment))
    with server.running(server_folder) as address:
        yield address


def with_three(environment):
    return lambda var, port: environment(var, port) | {"WEB_WORKERS": "3"}


def publish(folder, lead):
    """Publishes another lead, from a process of its own, as the scheduler would; returns the one before."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", PUBLISH.format(lead=lead)],
        cwd=server.ROOT,
        env=os.environ | server.environment(folder, 8000),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def views(address):
    """How many of VIEWS readers read the words; none of them gets a cookie."""
    found = 0
    for _ in range(VIEWS):
        with urlopen(f"{address}{PATH}") as answer:
            assert answer.headers["Set-Cookie"] is None
            assert answer.headers["ETag"]
            found += WORDS in answer.read().decode()
    return found


def test_every_process_reads_what_was_published(three_processes, server_folder):
    assert views(three_processes) == 0
    lead = publish(server_folder, WORDS)
    try:
        time.sleep(WITHIN)
        assert views(three_processes) == VIEWS
    finally:
        publish(server_folder, lead)
