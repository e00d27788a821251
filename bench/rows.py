"""Writing many rows. Numbers are given here, so that rows can point to each other before they are written."""

from itertools import batched, count

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

BATCH = 5_000


def numbers(model):
    """The free ids of `model`, one after the other."""
    newest = model._base_manager.aggregate(newest=Max("pk"))["newest"] or 0
    return count(newest + 1)


def write(model, objects):
    """Writes `objects` with the ids that they have, or gives them some; no signals. Returns how many there were."""
    total = 0
    for batch in batched(objects, BATCH):
        model._base_manager.bulk_create(batch)
        total += len(batch)
    return total


def write_below(model, objects):
    """The same for the table of a model that inherits from another one, whose rows are there already."""
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for batch in batched(objects, BATCH):
            rows = [
                [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in batch
            ]
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608  (our names)


def go_on_counting(*models):
    """Tells the database of the ids that were given here; PostgreSQL would give them again."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def analyze():
    """Lets the database look at what it holds, as it does in production by itself."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
