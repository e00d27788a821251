"""Puts a backup where this installation looks: the database whole or not at all, then the media."""

import shutil

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from home.models import HomePage
from membership.models import Person, User
from portal.backup import checking, databases, fingerprint, media
from portal.backup.archive import MEDIA, members
from portal.backup.exceptions import BackupError
from portal.backup.folders import work_folder
from portal.backup.making import TILL, slug
from portal.backup.sealed import opened

KIND = {True: "a demonstration", False: "a real center"}
AGAIN = "The database is restored, its media are not all: mend it and give the same command again with --replace."


def refuse_other_installation(manifest):
    """Raises BackupError when the backup cannot become this installation."""
    if manifest.engine != connection.vendor:
        raise BackupError(f"The backup is of {manifest.engine}, and DATABASE_URL names {connection.vendor}.")
    if manifest.center != slug():
        raise BackupError(f"The backup is of the center “{manifest.center}”, and CENTER is “{slug()}”.")
    if manifest.is_demonstration != settings.DEMO:
        raise BackupError(
            f"The backup is of {KIND[manifest.is_demonstration]}, and the settings are for {KIND[settings.DEMO]}."
        )
    if unknown := unknown_migrations(manifest):
        raise BackupError(
            f"The backup is of newer code: this one does not know {', '.join(unknown)}. Use the code of its time."
        )


def unknown_migrations(manifest):
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations)
    known |= {old for migration in loader.disk_migrations.values() for old in migration.replaces}
    return sorted(f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known)


def refuse_occupied():
    """Raises BackupError when the database that would be written over holds people or pages."""
    tables = set(connection.introspection.table_names())
    full = [model for model in (Person, User, HomePage) if model._meta.db_table in tables and model.objects.exists()]
    if full:
        names = ", ".join(str(model._meta.verbose_name_plural) for model in full)
        raise BackupError(f"The database is not empty ({names}). --replace writes over everything in it.")


def restore(path, identities, *, say):
    """Raises BackupError: before the database is in its place nothing has changed, afterwards the sentence says it."""
    engine = databases.configured()
    with work_folder(engine.workplace()) as folder:
        unpacked = checking.unpack(path, identities, folder)
        if unpacked.wrong:
            raise BackupError("The backup is not as it says: " + "; ".join(unpacked.wrong))
        say("Read to the end, and whole.")
        engine.put_in_place(checking.database_path(unpacked))
        forget_cached()
        say("The database is in its place.")
        put_till_in_place(folder)
    wrong = fingerprint.differences(unpacked.manifest.tables, engine.fingerprint_of_target())
    put_media_back(path, identities)
    return unpacked, wrong + media.differences(unpacked.media, media.found(unpacked.media))


def forget_cached():
    """What was counted, made or limited belongs to the database that was there before."""
    for cache in caches.all():
        cache.clear()


def put_till_in_place(folder):
    till = folder / TILL
    if settings.DEMO and till.exists():
        for ending in ("-wal", "-shm"):
            settings.TILL_FILE.with_name(f"{settings.TILL_FILE.name}{ending}").unlink(missing_ok=True)
        shutil.move(till, settings.TILL_FILE)


def put_media_back(path, identities):
    with opened(path, identities) as source:
        for name, file in members(source):
            if name.startswith(MEDIA):
                put_back(name.removeprefix(MEDIA), file)


def put_back(name, file):
    try:
        media.put_back(name, file)
    except (OSError, SuspiciousOperation) as error:
        raise BackupError(f"{MEDIA}{name} was not written: {error}. {AGAIN}") from error


def left_over(listed):
    """Files in the storage that the backup does not know; they stay."""
    return [name for name in media.names() if name not in listed]


def waits_for_migrations():
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
