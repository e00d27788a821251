"""Which engine a database or a backup has, and what each can do: the two modules have the same functions."""

from django.db import connection

from portal.backup import postgres, sqlite
from portal.backup.exceptions import BackupError

ENGINES = {"sqlite": sqlite, "postgresql": postgres}


def configured():
    return ENGINES[connection.vendor]


def engine_to_check(name):
    """The one that reads a backup of the engine `name`. SQLite is everywhere; for PostgreSQL a server is needed."""
    if name == "postgresql" and connection.vendor != name:
        raise BackupError("This backup is of PostgreSQL: set DATABASE_URL to a server of it to check it there.")
    return ENGINES[name]
