"""Many at once: real threads, real connections, real commits."""

import fcntl
import shutil
from contextlib import contextmanager
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection

from tests.template_database import TEMPLATES, make_template

LARGE = 10
needs_postgres = pytest.mark.skipif(settings.IS_SQLITE, reason="DATABASE_URL names no PostgreSQL")


@contextmanager
def one_crowd_at_a_time(size):
    """A server has about a hundred connections: large crowds of parallel test processes wait for each other."""
    if settings.IS_SQLITE or size < LARGE:
        yield
        return
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / "crowd.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def in_threads(*works):
    """Runs all `works` at once, each with a connection of its own; returns their results. Raises the first error."""
    with one_crowd_at_a_time(len(works)):
        return run_all(works)


def run_all(works):
    start, results, errors = Barrier(len(works)), [], []

    def run(work):
        try:
            start.wait()
            results.append(work())
        except Exception as error:  # noqa: BLE001  (raised below, in the test)
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results


def alone(work):
    """`work` in a connection of its own, committed for all others to see."""
    return in_threads(work)[0]


@contextmanager
def seen_by_all(tmp_path):
    """What is made inside is committed and seen by other connections, not in the test's transaction.

    The test database on SQLite is in memory and cannot be shared well: there the threads work on a file.
    """
    original = connection.settings_dict["NAME"]
    if settings.IS_SQLITE:
        connection.settings_dict["NAME"] = str(shutil.copy(make_template(), tmp_path / "races.sqlite3"))
    try:
        yield
    finally:
        connection.settings_dict["NAME"] = original


def drop_all(*models):
    for model in models:
        model.objects.all().delete()
