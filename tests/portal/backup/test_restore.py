"""When a backup must not be put here, nothing changes; and what was damaged on the way is told."""

import io
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import connection

from home.models import HomePage
from membership.models import Person
from portal.backup import checking, databases, fingerprint, making, media, postgres
from portal.backup.archive import Archive
from portal.backup.exceptions import BackupError
from portal.backup.keys import lock_from_settings
from portal.backup.sealed import opened, sealing
from tests.portal.backup.conftest import MEDIA, PICTURE, newest


def tables():
    return connection.introspection.table_names()


def changed(path, key, tmp_path, change):
    """The same backup with `change(name, data)` of each thing in it; None leaves the thing out."""
    copy = tmp_path / "changed.backup.age"
    copy.unlink(missing_ok=True)
    with opened(path, [key.identity]) as source, sealing(copy, lock_from_settings()) as sink, Archive(sink) as archive:
        for name, file in checking.members(source):
            data = change(name, file.read())
            if data is not None:
                archive.add(name, io.BytesIO(data), len(data))
    return copy


def with_manifest(**values):
    def change(name, data):
        return json.dumps(json.loads(data) | values).encode() if name == "manifest.json" else data

    return change


OTHERS = {
    "The backup is of oracle, and DATABASE_URL names": {"engine": "oracle"},
    "The backup is of the center “elsewhere”": {"center": "elsewhere"},
    "The backup is of a real center, and the settings are for a demonstration": {"is_demonstration": False},
    "newer code: this one does not know home.9999_of_tomorrow": {"migrations": [["home", "9999_of_tomorrow"]]},
    "This backup has format 99; this code reads format 1": {"format": 99},
}


def test_a_backup_of_something_else_is_refused(backup, key, command, tmp_path):
    for words, values in OTHERS.items():
        other = changed(backup, key, tmp_path, with_manifest(**values))
        with pytest.raises(CommandError, match=re.escape(words)):
            command("restore", other, "--replace", identity=key.path)
    assert (tables(), list(media.names())) == ([], [])


def test_people_and_pages_are_not_written_over_unless_told(places, backup, key, command):
    """With --replace all is as in the backup: what was written since is gone, files that it does not know stay."""
    places.with_site()
    Person.objects.create(given_name="Newcomer", language="es")
    default_storage.delete(PICTURE)
    default_storage.save(PICTURE, ContentFile(b"another picture"))
    default_storage.save("documents/new.txt", ContentFile(b"new"))
    with pytest.raises(CommandError, match=r"not empty \(people, logins, home pages\)\. --replace"):
        command("restore", backup, identity=key.path)
    assert Person.objects.filter(given_name="Newcomer").exists()
    said = command("restore", backup, "--replace", identity=key.path)
    assert Person.objects.filter(given_name="Newcomer").exists() is False
    assert "1 files of before lie in the media that the backup does not know; they stay." in said
    assert sorted(media.names()) == sorted([*MEDIA, "documents/new.txt"])
    assert default_storage.size(PICTURE) == len(MEDIA[PICTURE])


def test_damage_is_told_before_anything_changes(backup, key, command):
    data = backup.read_bytes()
    for damaged in (data[: len(data) // 2], data[:-1], data[:9000] + bytes([data[9000] ^ 1]) + data[9001:]):
        backup.write_bytes(damaged)
        for name in ("restore", "verify_backup"):
            with pytest.raises(CommandError, match="damaged or cut short"):
                command(name, backup, identity=key.path)
    assert (tables(), list(media.names())) == ([], [])


DAMAGES = [
    (f"media/{PICTURE}", None, f"media/{PICTURE}: the file is missing"),
    (f"media/{PICTURE}", b"something else", f"media/{PICTURE}: not the same file"),
    ("media.json", None, "no list of its media"),
    ("media.json", b"{}", "a file that the list does not know"),
    ("database", b"", "not the file of the manifest"),
    ("database", None, "There is no database in the backup"),
    ("manifest.json", None, "does not begin with a manifest"),
]


def with_one_thing(thing, data):
    return lambda name, before: data if name.startswith(thing) else before


def test_what_is_missing_or_changed_inside_is_told(backup, key, command, tmp_path):
    for thing, data, words in DAMAGES:
        other = changed(backup, key, tmp_path, with_one_thing(thing, data))
        with pytest.raises(CommandError, match=re.escape(words)):
            command("restore", other, identity=key.path)
    assert (tables(), list(media.names())) == ([], [])


def test_a_changed_row_is_found_after_restoring(backup, key, command, tmp_path, capsys):
    """The rows are compared with the manifest, not with the file that they came in."""
    manifest = checking.manifest_of(backup, [key.identity])
    people = manifest.tables["membership_person"] | {"sha256": "0" * 64}
    wrong = with_manifest(tables=manifest.tables | {"membership_person": people})
    other = changed(backup, key, tmp_path, wrong)
    line = f"membership_person: {people['rows']} rows, but not the same ones"
    for name in ("restore", "verify_backup"):
        with pytest.raises(CommandError, match="1 differences"):
            command(name, other, identity=key.path)
        assert f"  {line}" in capsys.readouterr().out.splitlines()


def test_media_that_cannot_be_written_leave_a_clear_state(backup, key, command, settings):
    """A file stands where a folder must be: the database is there, the sentence says what is not."""
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "documents").touch()
    with pytest.raises(CommandError, match=r"documents/.* was not written: .*The database is restored, its media"):
        command("restore", backup, identity=key.path)
    assert HomePage.objects.count() > 0
    (settings.MEDIA_ROOT / "documents").unlink()
    assert "Everything is as it was backed up. Everybody is logged out." in command(
        "restore", backup, "--replace", identity=key.path
    )


def test_a_backup_of_older_code_waits_for_migrations(backup, key, command, settings):
    """As after an update: a migration that the backup has not seen."""
    said = command("restore", backup, identity=key.path)
    assert [line for line in said if "migrate" in line] == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'portal' AND name <> '0001_initial'")
    command("backup", "--no-verify")
    said = command("restore", newest(settings.BACKUP_FOLDER), "--replace", identity=key.path)
    assert "This code is newer than the backup: now run “manage.py migrate”." in said


def test_a_database_in_use_is_not_replaced(places, backup, key, command, settings, monkeypatch):
    """On SQLite somebody has the file open; on PostgreSQL somebody holds a lock."""
    place = places.with_site()
    before = databases.configured().fingerprint_of_target()
    if settings.IS_SQLITE:
        with closing(sqlite3.connect(place.database)) as other:
            other.execute("PRAGMA journal_mode=WAL")
            other.execute("SELECT * FROM membership_person").fetchone()
            with pytest.raises(CommandError, match="The database is in use: stop the server"):
                command("restore", backup, "--replace", identity=key.path)
    else:
        monkeypatch.setattr(postgres, "EMPTY", postgres.EMPTY.replace("10s", "200ms"))
        with postgres.connected() as other:
            other.execute("LOCK TABLE membership_person IN ACCESS SHARE MODE")
            with pytest.raises(CommandError, match="lock timeout"):
                command("restore", backup, "--replace", identity=key.path)
    assert fingerprint.differences(before, databases.configured().fingerprint_of_target()) == []


def test_a_restore_that_fails_halfway_leaves_the_database_as_it_was(places, backup, key, settings, monkeypatch):
    places.with_site()
    engine = databases.configured()
    before = engine.fingerprint_of_target()
    unpacked = settings.VAR / "unpacked"
    unpacked.mkdir()
    path = checking.database_path(checking.unpack(backup, [key.identity], unpacked))
    if settings.IS_SQLITE:
        monkeypatch.setattr("os.replace", fail)
        with pytest.raises(OSError, match="power"):
            engine.put_in_place(path)
    else:
        monkeypatch.setattr(engine, "EMPTY", f"{engine.EMPTY} SELECT 1 / 0;")
        with pytest.raises(BackupError, match="division by zero"):
            engine.put_in_place(path)
    assert fingerprint.differences(before, engine.fingerprint_of_target()) == []


def fail(*args):
    raise OSError("the power went")


def test_manifest_says_what_it_is_of(backup, key):
    manifest = checking.manifest_of(backup, [key.identity])
    assert (manifest.center, manifest.is_demonstration, manifest.engine) == (making.slug(), True, connection.vendor)
    assert manifest.left_out == ["django_session", "usersessions_usersession"]
    assert ["membership", "0001_initial"] in manifest.migrations
    assert replace(manifest, tables={"a": {"rows": 2}, "b": {"rows": 3}}).rows == 5
