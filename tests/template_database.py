"""Two ready databases, made once: the migrated one, and the one with the demonstration's site in it.

A test gets the one it asks for, as it was made: on SQLite by copying a file into memory, which takes milliseconds;
on PostgreSQL by connecting to the other database. Files are keyed by a hash of all code and packs: none can go stale.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.functional import cached_property

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "var" / "test-templates"


def digest_of(paths):
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def migrations_hash():
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    return digest_of(path for folder in folders for path in folder.glob("*.py"))


def site_hash():
    ours = [config.path for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
    code = [path for folder in ours for path in Path(folder).rglob("*.py")]
    packs = [path for path in (ROOT / "portal" / "centers").rglob("*") if path.is_file()]
    return digest_of([*code, *packs])


@contextmanager
def connected_to(path):
    """The default connection, for a while, to the SQLite file at `path`."""
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
        connection.cursor().execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original


def made_once(path, make):
    """`path`, made by `make(draft)` when it is missing, by whichever of several processes comes first."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            make(draft)
            draft.rename(path)
    return path


def make_template():
    """A migrated SQLite file."""

    def migrate(draft):
        with connected_to(draft):
            call_command("migrate", interactive=False, verbosity=0)

    return made_once(TEMPLATES / f"{migrations_hash()}.sqlite3", migrate)


def make_site_template():
    """A migrated SQLite file with the demonstration's site in it."""
    empty = make_template()

    def load(draft):
        shutil.copyfile(empty, draft)
        with connected_to(draft):
            call_command("load_demo", verbosity=0)

    today = timezone.localdate()  # the demonstration's events lie ahead of it
    return made_once(TEMPLATES / f"{migrations_hash()}-{site_hash()}-{today}.sqlite3", load)


class SqliteSwitch:
    """Puts one of the two templates into the test database in memory."""

    def __init__(self):
        self.templates = {"empty": make_template(), "site": make_site_template()}
        self.current = None

    def to(self, name):
        if name != self.current:
            connection.ensure_connection()
            source = sqlite3.connect(self.templates[name])
            source.backup(connection.connection)
            source.close()
            self.current = name

    def spoil(self):
        """The test that comes changes the database for good."""
        self.current = None

    def drop(self):
        """Nothing to do: it goes with the memory."""


class PostgresSwitch:
    """Connects to a copy of the migrated test database, or of the one with the site; each is made at the first need."""

    def __init__(self):
        self.current = None
        self.ready = set()

    @cached_property
    def migrated(self):
        """The name of the test database; asked for first before any other takes its place in the connection."""
        return connection.settings_dict["NAME"]

    def to(self, name):
        if name not in self.ready:
            self.copy(self.migrated if name == "empty" else self.loaded, f"{self.migrated}_{name}")
            self.ready.add(name)
        if name != self.current:
            self.connect(f"{self.migrated}_{name}")
            self.current = name

    def spoil(self):
        """The test that comes changes the database for good."""
        self.ready.discard(self.current)
        self.current = None

    @cached_property
    def loaded(self):
        """The name of the database with the site that no test touches."""
        name = f"{self.migrated}_loaded"
        self.copy(self.migrated, name)
        self.connect(name)
        call_command("load_demo", verbosity=0)
        return name

    def connect(self, database):
        connection.close()
        connection.settings_dict["NAME"] = database
        ContentType.objects.clear_cache()

    def copy(self, source, database):
        self.remove(database)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{source}"')

    def remove(self, database):
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def drop(self):
        self.connect(self.migrated)
        for name in ("empty", "site", "loaded"):
            self.remove(f"{self.migrated}_{name}")
