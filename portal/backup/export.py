"""Everything that the center knows, as files that any spreadsheet and any other program reads."""

import csv
import json
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime

from django.apps import apps
from django.db import connection, transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from membership.sheets import cell, plain_text
from portal.backup.exceptions import BackupError
from portal.backup.sealed import only_for_owner
from portal.backup.withheld import COLUMNS, TABLES, name_of

AT_ONCE = 2000  # rows in memory


def exported_models():
    """Of the whole project and its libraries, sorted by table."""
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return sorted(
        (model for model in models if model._meta.label not in TABLES), key=lambda model: model._meta.db_table
    )


def exported_fields(model):
    return [field for field in model._meta.local_concrete_fields if name_of(field) not in COLUMNS]


def is_json(field):
    """Whatever the class of the field makes of it: pages' blocks are JSON too."""
    return field.get_internal_type() == "JSONField"


def written_value(field, value):
    """As it stands in the file; None stays None."""
    if value is None or isinstance(value, float):
        return value
    if is_json(field):
        return plain_text(json.dumps(json.loads(value), ensure_ascii=False))
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return cell(value)


def rows_of(model):
    fields = exported_fields(model)
    columns = [Cast(field.attname, TextField()) if is_json(field) else field.attname for field in fields]
    rows = model._base_manager.order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield [written_value(field, value) for field, value in zip(fields, row, strict=True)]


def write_csv(path, heading, rows):
    """Text in quotes, numbers without, nothing at all for what is not known (NULL); returns the number of rows."""
    with open(path, "x", encoding="utf-8", newline="", opener=only_for_owner) as file:
        writer = csv.writer(file, quoting=csv.QUOTE_STRINGS)
        writer.writerow(heading)
        count = 0
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def write_table(folder, model):
    heading = [field.attname for field in exported_fields(model)]
    return write_csv(folder / f"{model._meta.db_table}.csv", heading, rows_of(model))


@contextmanager
def one_moment():
    """All tables as they are now, without keeping writers waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        connection.cursor().execute("BEGIN")  # not atomic(): that would take SQLite's one place for writers
        try:
            yield
        finally:
            connection.cursor().execute("ROLLBACK")


@contextmanager
def new_folder(folder):
    """Gives a draft that becomes `folder` when all is written; nothing stays when it fails. Raises BackupError."""
    draft = folder.with_name(f"{folder.name}.partial")
    for path in (folder, draft):
        if path.exists():
            raise BackupError(f"{path} is there already: an export goes into a new folder.")
    try:
        draft.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise BackupError(f"{folder} was not made: {error.strerror}.") from error
    try:
        yield draft
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_tables(folder, *, say):
    """A file a table; returns rows by table."""
    counts = {}
    with one_moment():
        for model in exported_models():
            name = model._meta.db_table
            counts[name] = write_table(folder, model)
            say(f"{counts[name]:>9,}  {name}.csv")
    return counts
