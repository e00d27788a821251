"""Processes are killed and the database breaks off while fifty visitors a second sign: nothing that we said is lost."""

import os
import time
from collections import Counter
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from tests.browser.server import free_port
from tests.crash import cluster, mail_sink, site
from tests.crash.load import Load

SECONDS = int(os.environ.get("CRASH_SECONDS", "12"))  # a minute for `make crash`
EACH_SECOND = 50
READY_WITHIN = 10  # seconds
DRAINED_WITHIN = 120  # seconds
ROWS = {
    "people": "SELECT count(*) FROM membership_person",
    "replies": "SELECT (SELECT count(*) FROM campaigns_signature) + (SELECT count(*) FROM campaigns_rsvp)",
    "proofs": "SELECT count(*) FROM membership_contactproof",
    "messages": "SELECT count(*) FROM membership_message",
}
COMPLETE = """
SELECT proof.value FROM membership_contactproof proof
JOIN membership_message message ON message.address = proof.value
WHERE proof.subject IN (
    SELECT 'signature:' || id FROM campaigns_signature UNION SELECT 'rsvp:' || id FROM campaigns_rsvp
)
"""
WAITING = """
SELECT (SELECT count(*) FROM membership_message WHERE state IN ('waiting', 'sending'))
    + (SELECT count(*) FROM campaigns_incomingsignature WHERE signature_id IS NULL)
"""
UNKNOWN = "SELECT address FROM membership_message WHERE state NOT IN ('waiting', 'sent')"

IS_ASKED_FOR = "CRASH_SECONDS" in os.environ or os.environ.get("DATABASE_URL", "").startswith("postgres")

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(cluster.binaries() is None, reason="no PostgreSQL server is installed here"),
    pytest.mark.skipif(not IS_ASKED_FOR, reason="it takes a minute: it runs beside the other tests on PostgreSQL"),
]


@pytest.fixture(scope="module")
def folder():
    """Open to the user that the database runs as, which folders of pytest are not."""
    with TemporaryDirectory(prefix="crash-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def crashed(folder):
    """What was seen: the load, the letters, the times to get ready, and a connection to the database."""
    with cluster.running(folder / "postgres", free_port()) as database, mail_sink.listening() as sink:
        port = free_port()
        portal = site.Site(folder, port, site.environment(folder, port, database.url, sink.port))
        portal.prepare()
        with site.running(portal):
            portal.seconds_until_ready(60)
            with Load(port, site.PATHS, EACH_SECOND) as load:
                ready = disturb(portal, database)
            with psycopg.connect(database.url, autocommit=True) as connection:
                drain(connection)
                yield {"load": load, "received": sink.received, "ready": ready, "connection": connection}


def disturb(portal, database):
    """Kills, later breaks the database off; returns the seconds until the site was ready after each."""
    time.sleep(SECONDS / 4)
    portal.kill_one_of_each()
    after_kill = portal.seconds_until_ready(60)
    time.sleep(SECONDS / 4)
    database.crash()
    database.start()
    after_crash = portal.seconds_until_ready(60)
    time.sleep(SECONDS / 2)
    return after_kill, after_crash


def drain(connection):
    """Waits until the workers have sent what can be sent."""
    end = time.monotonic() + DRAINED_WITHIN
    waiting = None
    while waiting != 0 and time.monotonic() < end:
        time.sleep(1)
        waiting = connection.execute(WAITING).fetchone()[0]


def test_visitors_were_answered_before_and_after(crashed):
    load = crashed["load"]
    print(f"{Counter(load.answers.values())}, ready after {crashed['ready']} seconds")
    assert len(load.accepted) > load.sent / 3
    assert set(list(load.answers.values())[-20:]) == {HTTPStatus.FOUND}


def test_it_is_ready_again_soon(crashed):
    assert max(crashed["ready"]) < READY_WITHIN


def test_everything_that_was_answered_is_there(crashed):
    complete = {address for (address,) in crashed["connection"].execute(COMPLETE)}
    assert crashed["load"].accepted - complete == set()


def test_nothing_is_half_written(crashed):
    counts = {name: crashed["connection"].execute(sql).fetchone()[0] for name, sql in ROWS.items()}
    assert len(set(counts.values())) == 1, counts


def test_every_message_was_sent_once(crashed):
    """But for one that a killed worker held in its hand: of that one the portal says that it does not know."""
    received, unknown = crashed["received"], {row[0] for row in crashed["connection"].execute(UNKNOWN)}
    assert [address for address, times in received.items() if times > 1] == []
    assert crashed["load"].accepted - set(received) - unknown == set()
    assert len(unknown) <= 2
