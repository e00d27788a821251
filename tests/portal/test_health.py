"""Whether the site can do its work, told to machines; what is broken is named, in time, and never by a crash."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.due import WORKER, run_due
from portal.health import SILENT, cache_works, ensure_migrated
from portal.models import DueJob, Installation
from tests.everything import PRODUCTION

NOBODY = "127.0.0.1:1"


@pytest.fixture(autouse=True)
def _nothing_known():
    ensure_migrated.cache_clear()
    yield
    ensure_migrated.cache_clear()


def answer(client):
    response = client.get("/health/ready")
    assert response.json()["status"] == ("ready" if response.status_code == 200 else "failing")
    assert "no-store" in response.headers["Cache-Control"]
    return response.status_code, response.json()["failing"]


def test_live_asks_no_database(client):
    """Without the `db` fixture."""
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "live"})
    assert "no-store" in response.headers["Cache-Control"]


def test_ready_when_all_works(db, client):
    run_due(timezone.now())
    assert answer(client) == (200, [])


def test_ready_asks_three_questions_and_then_two(db, client):
    counts = []
    for _time in range(3):
        with CaptureQueriesContext(connection) as asked:
            assert answer(client)[0] == 200
        counts.append(len([query for query in asked if "sqlite_master" not in query["sql"]]))
    assert counts[1:] == [2, 2]
    assert counts[0] <= 4


def test_not_ready_with_a_missing_migration(db, client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'portal'")
    assert [answer(client), answer(client)] == [(503, ["migrations"])] * 2


def test_ready_once_the_migration_is_made(db, client):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET app = 'elsewhere' WHERE app = 'portal'")
        assert answer(client) == (503, ["migrations"])
        cursor.execute("UPDATE django_migrations SET app = 'portal' WHERE app = 'elsewhere'")
    assert answer(client) == (200, [])


@pytest.mark.parametrize(
    ("asked", "answered", "failing"),
    [(0, None, []), (4, None, []), (6, None, ["worker"]), (900, 4, []), (900, 6, ["worker"]), (0, 6, ["worker"])],
)
def test_the_worker_is_missed_after_five_minutes(db, client, asked, answered, failing):
    now = timezone.now()
    done_at = None if answered is None else now - timedelta(minutes=answered)
    DueJob.objects.create(name=WORKER, claimed_at=now - timedelta(minutes=asked), done_at=done_at)
    assert answer(client) == (503 if failing else 200, failing)


@pytest.mark.parametrize(("demo", "minutes", "failing"), [(False, 4, []), (False, 6, ["worker"]), (True, 6, [])])
def test_a_real_center_whose_worker_was_never_asked(db, client, settings, demo, minutes, failing):
    settings.DEMO = demo
    Installation.objects.update_or_create(pk=1, defaults={"is_demonstration": demo})
    Installation.objects.update(made_at=timezone.now() - timedelta(minutes=minutes))
    assert answer(client) == (503 if failing else 200, failing)
    assert timedelta(minutes=5) == SILENT


def test_not_ready_without_a_place_for_the_cache(db, client, settings, tmp_path):
    """A cache folder that is a file: nothing can be kept there."""
    blocked = tmp_path / "cache"
    blocked.write_text("in the way")
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(blocked)}
    }
    assert answer(client) == (503, ["cache"])


def test_not_ready_when_the_cache_server_does_not_answer(settings):
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"redis://{NOBODY}/0"}
    settings.CACHES = {"default": nowhere}
    assert cache_works() is False


ASK = """
import json, django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "0123456789abcdefghijklmnopqrstuv"
answers = [client.get(f"/health/{name}", headers={"host": "www.example.org"}) for name in ("ready", "live")]
print(json.dumps([[answer.status_code, answer.json()] for answer in answers]))
"""


@pytest.mark.parametrize(
    ("broken", "failing"),
    [
        ({"DATABASE_URL": f"postgres://portal:secret@{NOBODY}/portal"}, ["database"]),
        (
            {"DATABASE_URL": f"postgres://portal:secret@{NOBODY}/portal", "REDIS_URL": f"redis://{NOBODY}/0"},
            ["database", "cache"],
        ),
        ({"DATABASE_URL": "sqlite:////nowhere/portal.sqlite3"}, ["database"]),
        ({"DATABASE_URL": "sqlite://:memory:"}, ["migrations"]),
        ({"DATABASE_URL": "sqlite://:memory:", "REDIS_URL": f"redis://{NOBODY}/0"}, ["migrations", "cache"]),
    ],
    ids=["no PostgreSQL", "nothing", "no folder", "empty file", "no Redis"],
)
def test_what_is_away_is_named_in_time(tmp_path, broken, failing):
    """In a process of its own, with production's settings and somebody's cookie."""
    environment = {"PATH": os.environ["PATH"], "VAR": str(tmp_path)} | PRODUCTION | broken
    run = subprocess.run(
        [sys.executable, "-c", ASK], cwd=settings.ROOT, env=environment, text=True, capture_output=True, timeout=60
    )
    ready, live = json.loads(run.stdout.splitlines()[-1])
    assert ready == [503, {"status": "failing", "failing": failing}]
    assert live == [200, {"status": "live"}]
