"""Makes one backup, whole or not at all, and lets go of the oldest."""

import os
import platform
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.db import connection

from portal.backup import databases, fingerprint, media, sqlite
from portal.backup.archive import Archive, Manifest, digested
from portal.backup.folders import work_folder
from portal.backup.sealed import sealing

ENDING = ".backup.age"
STAMP = r"\d{8}T\d{6}Z"
UNFINISHED = ".partial"
TILL = "till.sqlite3"


@dataclass(frozen=True)
class Made:
    """A new backup. `plain` is its size before encryption; `missing` are files that rows name and nobody has."""

    path: Path
    manifest: Manifest
    media: dict
    plain: int
    missing: list


def slug():
    return settings.CENTER.root.name


def free_name(folder):
    """Named by the second: who makes two in one second waits for the next."""
    while (path := folder / f"{slug()}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}{ENDING}").exists():
        time.sleep(0.1)
    return path


def make_backup(folder, lock):
    """A new file in `folder`, which is locked for us. Raises BackupError; then there is no new file."""
    for left in folder.glob(f"*{ENDING}{UNFINISHED}"):
        left.unlink()
    path = free_name(folder)
    draft = path.with_name(f"{path.name}{UNFINISHED}")
    with work_folder(settings.VAR) as work:
        try:
            manifest, listed, plain = write_backup(draft, lock, work)
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
    write_folder_down(folder)
    missing = sorted(set(media.named_in_database()) - listed.keys())
    return Made(path=path, manifest=manifest, media=listed, plain=plain, missing=missing)


def write_backup(draft, lock, work):
    """The database first: a picture that comes meanwhile is one too many, never one too few."""
    made_at = datetime.now(UTC)
    path, tables, migrations, version = databases.configured().snapshot(work)
    files = [path, *till_copied(work)]
    manifest = Manifest(
        made_at=made_at.isoformat(timespec="seconds"),
        center=slug(),
        is_demonstration=settings.DEMO,
        engine=connection.vendor,
        versions=versions() | {connection.vendor: version},
        migrations=[list(migration) for migration in migrations],
        tables=tables,
        left_out=list(fingerprint.LEFT_OUT),
        files={file.name: facts_of(file) for file in files},
    )
    with sealing(draft, lock) as sink:
        with Archive(sink) as archive:
            archive.add_manifest(manifest)
            for file in files:
                archive.add_path(file)
                file.unlink()
            listed = media.put_into(archive, work)
        return manifest, listed, sink.count


def versions():
    return {"python": platform.python_version(), "django": django.__version__, "wagtail": wagtail.__version__}


def till_copied(work):
    """The till is the demonstration's own, and its book a file of its own."""
    there = settings.DEMO and settings.TILL_FILE.exists()
    return [sqlite.copied(settings.TILL_FILE, work / TILL)] if there else []


def facts_of(path):
    with path.open("rb") as file:
        return digested(file)


def write_folder_down(folder):
    """After this the new name survives a power cut too."""
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def backups_in(folder):
    """Of this center, the newest first."""
    ours = re.compile(rf"{re.escape(slug())}-{STAMP}{re.escape(ENDING)}")
    return sorted((path for path in folder.iterdir() if ours.fullmatch(path.name)), reverse=True)


def let_go(folder, keep):
    """Deletes all but the newest `keep`; returns what was deleted."""
    old = backups_in(folder)[keep:]
    for path in old:
        path.unlink()
    return old
