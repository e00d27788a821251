"""The till's own book: one SQLite file of its own, in transactions of its own, never in the portal's."""

import json
import sqlite3
import threading
import time
from contextlib import contextmanager
from functools import wraps
from secrets import token_hex

from django.conf import settings

from membership.billing.gateway import API_VERSION
from portal.demo.till.errors import MissingError

TABLES = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, data TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_of_kind ON objects (kind, seq);
CREATE TABLE IF NOT EXISTS deliveries (
    event TEXT PRIMARY KEY, state TEXT NOT NULL, attempts INTEGER NOT NULL, due REAL NOT NULL, answer TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, request TEXT NOT NULL, body TEXT NOT NULL);
"""
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
opening = threading.Lock()  # two that make the file at once would refuse each other
after_commit = []  # what is told that there are new events (delivery.py)


def now():
    return int(time.time())


def new_id(prefix):
    return f"{prefix}_{token_hex(12)}"


class Till:
    """The book while it is open. What begins with "_" is the till's own and is told to nobody."""

    def __init__(self, connection):
        self.connection = connection
        self.events = []

    def find(self, pk, kind=None):
        """The thing of that id; None when there is none, or one of another kind."""
        row = self.connection.execute("SELECT data, kind FROM objects WHERE id = ?", [pk]).fetchone()
        return json.loads(row[0]) if row and kind in (None, row[1]) else None

    def get(self, pk, kind, *, param="id", status=400):
        found = self.find(pk, kind)
        if found is None:
            raise MissingError(kind, pk, param=param, status=status)
        return found

    def all(self, kind):
        """Every thing of a kind, the newest first."""
        rows = self.connection.execute("SELECT data FROM objects WHERE kind = ? ORDER BY seq DESC", [kind])
        return [json.loads(data) for (data,) in rows]

    def put(self, thing):
        self.connection.execute(
            "INSERT INTO objects (id, kind, data) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data",
            [thing["id"], thing["object"], json.dumps(thing)],
        )
        return thing

    def emit(self, name, thing):
        """Writes down that something happened, with a copy of how the thing is now."""
        event = {
            "id": new_id("evt"),
            "object": "event",
            "account": None,
            "api_version": API_VERSION,
            "created": now(),
            "data": {"object": public(thing)},
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": name,
        }
        self.put(event)
        self.connection.execute("INSERT INTO deliveries VALUES (?, 'waiting', 0, ?, '')", [event["id"], time.time()])
        self.events.append(event)


def public(thing):
    """What the world sees of a thing."""
    return {key: value for key, value in thing.items() if not key.startswith("_")}


def connect():
    settings.TILL_FILE.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(settings.TILL_FILE, timeout=20, isolation_level=None)
    connection.executescript(PRAGMAS + TABLES)
    return connection


@contextmanager
def book(begin="BEGIN"):
    """The till, opened for reading; all or nothing is written with "BEGIN IMMEDIATE"."""
    with opening:
        connection = connect()
    try:
        connection.execute(begin)
        yield Till(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()  # undoes what is not committed


@contextmanager
def writing():
    with book("BEGIN IMMEDIATE") as till:
        yield till
    if till.events:
        for tell in after_commit:
            tell()


def operation(function):
    """Something that happens at the till, by itself or at its desk. Returns the events that it made, in order."""

    @wraps(function)
    def done(*args, **kwargs):
        with writing() as till:
            function(till, *args, **kwargs)
            return till.events

    return done


def clear():
    """The till forgets everything."""
    with writing() as till:
        for table in ("objects", "deliveries", "answers"):
            till.connection.execute(f"DELETE FROM {table}")  # noqa: S608  # names of ours
