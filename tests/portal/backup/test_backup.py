"""From a site to one file and back to a site, on the configured engine."""

import sqlite3
import threading
import time
from contextlib import closing, contextmanager

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from home.models import SiteFacts
from membership.models import Person
from portal.backup import checking, databases, fingerprint, media
from portal.backup.folders import one_at_a_time
from tests.portal.backup.conftest import MEDIA, PICTURE, new_key, newest


def fingerprints():
    return databases.configured().fingerprint_of_target()


def stored():
    """Without the pictures that the site draws by itself."""
    found = {}
    for name in media.names():
        if not name.startswith("images/"):
            with default_storage.open(name) as file:
                found[name] = file.read()
    return found


def test_a_site_comes_back_as_it_was(places, key, command, settings):
    """With equal rows, equal media and a site that stands; what is written there later gets numbers of its own."""
    places.with_site()
    Session.objects.create(session_key="stolen", session_data="x", expire_date=timezone.now())
    before = fingerprints()
    said = command("backup")
    path = newest(settings.BACKUP_FOLDER)
    assert "Header and size are right. The key is not here: run verify_backup where it is." in said
    assert (path.stat().st_mode & 0o777, settings.BACKUP_FOLDER.stat().st_mode & 0o777) == (0o600, 0o700)
    places.empty()
    caches["pages"].set("page", "of the site that was here before")
    assert "Everything is as it was backed up. Everybody is logged out." in command("restore", path, identity=key.path)
    assert caches["pages"].get("page") is None
    assert fingerprint.differences(before, fingerprints()) == []
    assert (stored(), Session.objects.count()) == (MEDIA, 0)
    assert command("smoke")[-1] == "The site stands."
    people = Person.objects.count()
    Person.objects.create(given_name="Nova", language="es")
    assert Person.objects.count() == people + 1
    assert [name for name in settings.VAR.iterdir() if name.name.startswith(".backup-work")] == []


def test_the_till_of_a_demonstration_comes_along(places, key, command, settings):
    places.with_site()
    with closing(sqlite3.connect(settings.TILL_FILE)) as till:
        till.executescript("PRAGMA journal_mode=WAL; CREATE TABLE objects (id TEXT); INSERT INTO objects VALUES ('x')")
    command("backup")
    places.empty()
    command("restore", newest(settings.BACKUP_FOLDER), identity=key.path)
    with closing(sqlite3.connect(settings.TILL_FILE)) as till:
        assert till.execute("SELECT * FROM objects").fetchall() == [("x",)]


def test_a_key_at_hand_checks_everything_and_old_ones_go(places, command, settings):
    """The demonstration's own key; only a checked backup lets others go."""
    settings.BACKUP_RECIPIENTS = []
    places.with_site()
    settings.BACKUP_FOLDER.mkdir()
    old = [settings.BACKUP_FOLDER / f"connecticut-2020010{day}T000000Z.backup.age" for day in (1, 2, 3)]
    others = [settings.BACKUP_FOLDER / name for name in ("elsewhere-20200101T000000Z.backup.age", "note.txt")]
    for path in (*old, *others):
        path.touch()
    (settings.BACKUP_FOLDER / "connecticut-20200101T000000Z.backup.age.partial").touch()
    command("backup", "--no-verify", "--keep=2")
    assert [path.exists() for path in old] == [True, True, True]
    said = command("backup", "--keep=3")
    assert "Checked: it opens, and everything in it is as it was." in said
    assert said[-2:] == [
        "Let go: connecticut-20200102T000000Z.backup.age",
        "Let go: connecticut-20200101T000000Z.backup.age",
    ]
    left = sorted(path.name for path in settings.BACKUP_FOLDER.iterdir())
    assert [name for name in left if "2020" in name] == [
        "connecticut-20200103T000000Z.backup.age",
        "elsewhere-20200101T000000Z.backup.age",
    ]
    assert len(left) == 6  # two new ones, the note and the lock beside them


@contextmanager
def writing(first, second):
    """Somebody writes the number of their round into two rows, always in one transaction; gives the rounds so far."""
    done, rounds = threading.Event(), []

    def write():
        while not done.is_set():
            with transaction.atomic():
                Person.objects.filter(pk=first).update(town=str(len(rounds)))
                time.sleep(0.002)
                Person.objects.filter(pk=second).update(town=str(len(rounds)))
            rounds.append(1)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not rounds and writer.is_alive():
            time.sleep(0.01)
        yield rounds
    finally:
        done.set()
        writer.join()


def test_a_write_meanwhile_tears_nothing(places, key, command, settings):
    """In the backup the two rows are equal, whenever it was made; and the writer was not kept waiting."""
    places.with_site()
    pair = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:2])
    with writing(*pair) as rounds:
        began = len(rounds)
        command("backup", "--no-verify")
        during = len(rounds) - began
    places.empty()
    command("restore", newest(settings.BACKUP_FOLDER), identity=key.path)
    towns = set(Person.objects.filter(pk__in=pair).values_list("town", flat=True))
    assert (len(towns), during > 5) == (1, True)


def test_a_file_that_a_row_names_and_nobody_has_is_told(places, capsys, command):
    places.with_site()
    default_storage.delete(PICTURE)
    call_command("backup", "--no-verify")
    assert f"A row names the file {PICTURE}" in capsys.readouterr().err


def test_two_at_once_are_refused(places, command, settings):
    places.with_site()
    with one_at_a_time(settings.BACKUP_FOLDER), pytest.raises(CommandError, match="Another backup is being made"):
        command("backup")
    assert list(settings.BACKUP_FOLDER.glob("*.age*")) == []


def test_what_cannot_be_backed_up_is_told_and_leaves_nothing(places, command, settings):
    places.empty()
    with pytest.raises(CommandError, match=r"There is no database|django_migrations"):
        command("backup")
    with pytest.raises(CommandError, match="--keep must be 1 or more"):
        command("backup", "--keep=0")
    assert list(settings.BACKUP_FOLDER.glob("*.age*")) == []


def test_make_key_prints_the_recipient(places, command, tmp_path):
    said = command("backup", make_key=tmp_path / "new.txt")
    assert said[-1].startswith("BACKUP_RECIPIENTS=age1")


def test_verify_tells_what_differs(places, key, command, settings, monkeypatch):
    """A backup whose manifest says something else than its contents, made by changing what is taken down."""
    places.with_site()
    SiteFacts.load()
    monkeypatch.setattr(media, "digested", lambda file, take: digested_wrongly(file, take))
    snapshot = databases.configured().snapshot
    monkeypatch.setattr(databases.configured(), "snapshot", lambda folder: with_one_row_more(*snapshot(folder)))
    command("backup")
    monkeypatch.undo()
    with pytest.raises(CommandError, match="not as its manifest says: 4 differences"):
        command("verify_backup", newest(settings.BACKUP_FOLDER), identity=key.path)


def digested_wrongly(file, take):
    facts = checking.digested(file, take)
    return facts | {"sha256": "0" * 64}


def with_one_row_more(path, tables, migrations, version):
    people = tables["membership_person"]
    return path, tables | {"membership_person": people | {"rows": people["rows"] + 1}}, migrations, version


def test_verify_refuses_the_wrong_key(backup, command, tmp_path):
    other = new_key(tmp_path / "other.txt")
    with pytest.raises(CommandError, match="The key does not open this backup"):
        command("verify_backup", backup, identity=other.path)
