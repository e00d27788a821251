"""Writing many rows. Numbers are given here, so that rows can point to each other before they are written."""

from itertools import batched, count

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Max

BATCH = 5_000


def database():
    """The connection itself: asking Django's stand-in for it a million times takes its time."""
    return connections[DEFAULT_DB_ALIAS]


def numbers(model):
    """The free ids of `model`, one after the other."""
    newest = model._base_manager.aggregate(newest=Max("pk"))["newest"] or 0
    return count(newest + 1)


def write(model, objects):
    """Writes `objects` into the table of `model` alone, with the ids that they have, all or none of them.

    No signals, and a third of the time that `bulk_create` takes. Returns how many there were.
    """
    total, fields, connection = 0, [], database()
    with connection.cursor() as cursor:
        for batch in batched(objects, BATCH):
            fields = fields or fields_of(model, has_id=batch[0].pk is not None)
            rows = ([field.get_db_prep_save(value_of(field, row), connection) for field in fields] for row in batch)
            put(connection, cursor, model._meta.db_table, [field.column for field in fields], rows)
            total += len(batch)
    return total


def value_of(field, row):
    """What `row` says; where it says nothing, what Django would write, like the time."""
    said = getattr(row, field.attname)
    return field.pre_save(row, True) if said is None else said


def fields_of(model, *, has_id):
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    return [field for field in fields if has_id or not field.primary_key]


def put(connection, cursor, table, columns, rows):
    """PostgreSQL has a way of its own for many rows."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    into = f"{connection.ops.quote_name(table)} ({names})"
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608  (our names)


def go_on_counting(*models):
    """Tells the database of the ids that were given here; PostgreSQL would give them again."""
    connection = database()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def analyze():
    """Lets the database look at what it holds, as it does in production by itself."""
    with database().cursor() as cursor:
        cursor.execute("ANALYZE")
