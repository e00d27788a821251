"""Every difference between two databases shows, and nothing else does."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from campaigns.models import Grant
from membership.models import Person
from portal.backup import databases, fingerprint

TABLE = "CREATE TABLE thing (id INTEGER PRIMARY KEY, words TEXT, number REAL, data BLOB)"
ROW = (1, "Ñandú ¿sí?\n", 0.1, b"\x00a")


def of(*rows, extra=()):
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(TABLE)
        for statement in extra:
            database.execute(statement)
        database.executemany("INSERT INTO thing VALUES (?, ?, ?, ?)", rows)
        return fingerprint.of_sqlite(database)["thing"]


def test_equal_rows_have_equal_fingerprints_whatever_their_order():
    other = (2, "", None, b"")
    assert of(ROW, other) == of(other, ROW)
    assert of(ROW)["rows"] == 1


@pytest.mark.parametrize(
    "other",
    [
        (2, *ROW[1:]),
        (1, "Ñandú ¿sí?", *ROW[2:]),
        (1, None, *ROW[2:]),
        (1, "None", *ROW[2:]),
        (1, ROW[1], 0.10000000000000002, ROW[3]),
        (1, ROW[1], 0.1, b"a"),
        (1, ROW[1], 0.1, "\x00a"),
    ],
    ids=["key", "text", "null", "the word None", "number", "bytes", "text instead of bytes"],
)
def test_each_change_of_a_value_shows(other):
    assert of(other) != of(ROW)
    assert of(other)["rows"] == 1


def test_text_that_looks_like_two_rows_is_one():
    assert of((1, "a", None, b""), (2, "b", None, b"")) != of((1, "a', None, b'')\n(2, 'b", None, b""))


def test_a_table_without_row_numbers_is_read_in_the_order_of_its_key():
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE pair (b TEXT, a TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID")
        database.executemany("INSERT INTO pair VALUES (?, ?)", [("x", "2"), ("y", "1")])
        assert fingerprint.of_sqlite(database)["pair"]["rows"] == 2


def now():
    """Of the configured database, on whichever engine."""
    return databases.configured().fingerprint_of_target()


def test_the_configured_database_is_read_whole(places):
    places.with_site()
    found = now()
    names = set(connection.introspection.table_names()) - set(fingerprint.LEFT_OUT)
    assert names - set(found) <= {"wagtailsearch_indexentry_fts"}  # its contents lie in tables of their own
    with connection.cursor() as cursor:
        for name in ("wagtailcore_page", "membership_payment", "django_migrations", "home_sitefacts"):
            cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608  (names of this test)
            assert found[name]["rows"] == cursor.fetchone()[0] > 0
    assert now() == found


def test_a_changed_a_new_and_a_lost_row_show_in_their_tables_only(places):
    places.with_site()
    before = now()
    person = Person.objects.first()
    Person.objects.filter(pk=person.pk).update(zip_code="0651Ñ")
    assert fingerprint.differences(before, now()) == [
        f"membership_person: {before['membership_person']['rows']} rows, but not the same ones"
    ]
    Person.objects.filter(pk=person.pk).update(zip_code=person.zip_code)
    assert fingerprint.differences(before, now()) == []
    grant = Grant.objects.create(name="New", funder="Somebody")
    count = before["campaigns_grant"]["rows"]
    assert f"campaigns_grant: {count + 1} rows instead of {count}" in fingerprint.differences(before, now())
    grant.delete()
    numbers = "sqlite_sequence"  # the one given to the grant is not given again
    assert [line for line in fingerprint.differences(before, now()) if not line.startswith(numbers)] == []


def test_tables_that_come_and_go_are_told():
    one, two = {"a": {"rows": 1}, "b": {"rows": 1}}, {"a": {"rows": 1}, "c": {"rows": 1}}
    assert fingerprint.differences(one, two) == ["b: the table is missing", "c: a table that the backup does not know"]
