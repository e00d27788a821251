"""Installations of a test's own: a database that is really written, a folder, media. One is configured at a time."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from pyrage import x25519

from home.models import PortalImage

PICTURE = "original_images/members.png"  # of the demonstration's site
MEDIA = {
    PICTURE: (settings.CENTER.root / "media" / "members.png").read_bytes(),
    "documents/ñandú – sueldo.txt": "Cuánto me deben: ¿10?".encode(),
    "documents/empty.txt": b"",
}


@dataclass(frozen=True)
class Place:
    database: str
    folder: Path


class Places:
    """Makes installations and moves between them."""

    def __init__(self, switch, changed, folder):
        self.switch, self.changed, self.folder = switch, changed, folder
        self.on_sqlite = settings.IS_SQLITE
        self.before, self.raw = connection.settings_dict["NAME"], None
        if self.on_sqlite:
            self.raw, connection.connection = connection.connection, None  # closed, the one in memory would be gone
            self.source = switch.templates["site"]
        else:
            self.source = switch.loaded
            connection.close()
        self.made = []

    def with_site(self, name="here"):
        """The demonstration's site, with a few media."""
        place = self.place(name)
        if self.on_sqlite:
            shutil.copyfile(self.source, place.database)
        else:
            self.switch.copy(self.source, place.database)
        self.go(place)
        PortalImage.objects.update(file=PICTURE)
        for file, content in MEDIA.items():
            default_storage.save(file, ContentFile(content))
        return place

    def empty(self, name="there"):
        place = self.place(name)
        if not self.on_sqlite:
            self.switch.copy("template0", place.database)
        self.go(place)
        return place

    def place(self, name):
        folder = self.folder / name
        folder.mkdir()
        database = str(folder / "portal.sqlite3") if self.on_sqlite else f"{self.before}_{name}"
        place = Place(database, folder)
        self.made.append(place)
        return place

    def go(self, place):
        connection.close()
        connection.settings_dict["NAME"] = place.database
        ContentType.objects.clear_cache()
        cache.clear()
        self.changed.VAR, self.changed.MEDIA_ROOT = place.folder, place.folder / "media"
        self.changed.TILL_FILE = place.folder / "till.sqlite3"

    def leave(self):
        connection.close()
        connection.settings_dict["NAME"] = self.before
        if not self.on_sqlite:
            for place in self.made:
                self.switch.remove(place.database)
        connection.connection = self.raw
        ContentType.objects.clear_cache()


@pytest.fixture
def places(django_db_setup, django_db_blocker, settings, tmp_path, key):
    if not settings.IS_SQLITE and which("pg_dump") is None and not os.environ.get("CI"):
        pytest.skip("PostgreSQL's client programs are not installed")
    settings.BACKUP_FOLDER, settings.BACKUP_PASSPHRASE = tmp_path / "backups", ""
    settings.BACKUP_RECIPIENTS = [key.recipient]
    with django_db_blocker.unblock():
        made = Places(django_db_setup, settings, tmp_path)
        yield made
        made.leave()


@dataclass(frozen=True)
class Key:
    identity: x25519.Identity
    path: Path

    @property
    def recipient(self):
        return str(self.identity.to_public())


@pytest.fixture(scope="session")
def key(tmp_path_factory):
    return new_key(tmp_path_factory.mktemp("key") / "key.txt")


@pytest.fixture(scope="session")
def kept():
    """What one test made and others read."""
    return {}


@pytest.fixture
def backup(places, command, settings, kept):
    """Of a site, made once; the place that is configured is another, empty one."""
    if not kept:
        places.with_site("source")
        command("backup", "--no-verify")
        path = newest(settings.BACKUP_FOLDER)
        kept[path.name] = path.read_bytes()
    settings.BACKUP_FOLDER.mkdir(exist_ok=True)
    (name,) = kept
    path = settings.BACKUP_FOLDER / name
    path.write_bytes(kept[name])
    places.empty()
    return path


def new_key(path):
    identity = x25519.Identity.generate()
    path.write_text(f"# made by a test\n{identity}\n")
    return Key(identity, path)


@pytest.fixture
def command(capsys):
    """Runs a command; returns its lines."""

    def run(name, *args, **options):
        capsys.readouterr()
        call_command(name, *args, **options)
        return capsys.readouterr().out.splitlines()

    return run


def newest(folder):
    return max(folder.glob("*.backup.age"))
