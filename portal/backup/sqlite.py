"""The database as one SQLite file: copied in one moment, moved in place whole."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from portal.backup import fingerprint
from portal.backup.exceptions import BackupError

MEMBER = "database.sqlite3"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
IN_USE = "The database is in use: stop the server, the worker and housekeeping first."


def path_of_database():
    return Path(connection.settings_dict["NAME"])


def copied(source, target):
    """A copy of one moment, without waiting for writers; what waits in the journal is in it. Raises BackupError."""
    if not source.exists():
        raise BackupError(f"There is no database at {source}.")
    try:
        with closing(sqlite3.connect(source, timeout=20)) as live, closing(sqlite3.connect(target)) as copy:
            target.chmod(0o600)
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"{source} was not copied: {error}.") from error
    return target


def snapshot(folder):
    """(path of the copy, fingerprint, migrations, version)"""
    path = copied(path_of_database(), folder / MEMBER)
    try:
        with closing(sqlite3.connect(path)) as copy:
            refuse_damaged(copy)
            empty_left_out(copy)
            return path, fingerprint.of_sqlite(copy), copy.execute(MIGRATIONS).fetchall(), sqlite3.sqlite_version
    except sqlite3.Error as error:
        raise BackupError(f"{path_of_database()} holds no portal, or is damaged: {error}.") from error


def refuse_damaged(database):
    database.execute("PRAGMA ignore_check_constraints = ON")  # they call functions that only Django's connections have
    (answer,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise BackupError(f"The database is damaged: {answer}.")


def empty_left_out(copy):
    copy.execute("PRAGMA secure_delete = ON")  # or their pages would go along
    for table in fingerprint.LEFT_OUT:
        copy.execute(f"DELETE FROM {fingerprint.quoted(table)}")  # noqa: S608  (our own constant)
    copy.commit()


def fingerprint_of(path):
    """Of a file that came out of a backup; raises BackupError when SQLite cannot read it."""
    try:
        with closing(sqlite3.connect(path)) as database:
            refuse_damaged(database)
            return fingerprint.of_sqlite(database)
    except sqlite3.Error as error:
        raise BackupError(f"The database in the backup cannot be read: {error}.") from error


def fingerprint_of_target():
    return fingerprint_of(path_of_database())


def workplace():
    """Where the new database is made ready: on the same disk, so that it moves in one step."""
    return path_of_database().parent


def put_in_place(path):
    """The database is the old one until the last line of this, and the new one from then on."""
    connection.close()
    target = path_of_database()
    if target.exists():
        refuse_in_use(target)
    for ending in ("-wal", "-shm", "-journal"):  # of the old one: the journal of a dead server would spoil the new one
        target.with_name(f"{target.name}{ending}").unlink(missing_ok=True)
    os.replace(path, target)


def refuse_in_use(path):
    """SQLite leaves its journal only when nobody else has the file open; what waits there is written first."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise BackupError(IN_USE) from error
    except sqlite3.DatabaseError:
        return  # no database at all any more: nothing of it can be lost
