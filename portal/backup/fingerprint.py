"""What a database holds, as a number of rows and a SHA-256 a table: equal contents have equal fingerprints.

All rows in the order of the primary key, each written in one way. SQLite compares with SQLite and PostgreSQL with
PostgreSQL. The tables are those of the database, not of the code: an old backup is compared by newer code too.
"""

import hashlib

from psycopg import sql

# Sessions stay out of backups: who logged out since, or whose phone was stolen, must not be logged in by a restore.
LEFT_OUT = ("django_session", "usersessions_usersession")

ORDINARY_IN_SQLITE = """SELECT name, wr FROM pragma_table_list
    WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite\\_schema' ESCAPE '\\'
    ORDER BY name"""
KEY_IN_SQLITE = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"
ORDINARY_IN_POSTGRES = """SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname COLLATE "C" """
KEY_IN_POSTGRES = """SELECT attribute.attname, attribute.attcollation <> 0
    FROM pg_index AS key, unnest(key.indkey) WITH ORDINALITY AS part (number, place)
    JOIN pg_attribute AS attribute ON attribute.attnum = part.number
    WHERE key.indrelid = %s::regclass AND key.indisprimary AND attribute.attrelid = key.indrelid
    ORDER BY part.place"""
# One way to write a value, whatever this server or role prefers.
ONE_WAY = """SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';
    SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'"""


def facts(rows, digest):
    return {"rows": rows, "sha256": digest.hexdigest()}


def of_sqlite(database):
    """By table, of an open `sqlite3` connection."""
    tables = database.execute(ORDINARY_IN_SQLITE).fetchall()
    return {
        name: of_sqlite_table(database, name, without_rowid) for name, without_rowid in tables if name not in LEFT_OUT
    }


def of_sqlite_table(database, name, without_rowid):
    key = [quoted(column) for (column,) in database.execute(KEY_IN_SQLITE, [name])] if without_rowid else ["rowid"]
    digest, rows = hashlib.sha256(), 0
    for row in database.execute(f"SELECT * FROM {quoted(name)} ORDER BY {', '.join(key)}"):  # noqa: S608  (quoted)
        digest.update(ascii(row).encode() + b"\n")
        rows += 1
    return facts(rows, digest)


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def of_postgres(database):
    """By table, of an open `psycopg` connection inside a transaction."""
    database.execute(ONE_WAY)
    tables = [name for (name,) in database.execute(ORDINARY_IN_POSTGRES).fetchall()]
    return {name: of_postgres_table(database, name) for name in tables if name not in LEFT_OUT}


def of_postgres_table(database, name):
    """PostgreSQL writes a row as one line, so that lines count the rows."""
    table = sql.Identifier("public", name)
    key = database.execute(KEY_IN_POSTGRES, [table.as_string(database)]).fetchall()
    collated = sql.SQL('{} COLLATE "C"')
    parts = [(collated if is_text else sql.SQL("{}")).format(sql.Identifier(column)) for column, is_text in key]
    order = sql.SQL(", ").join(parts) if parts else sql.SQL('whole::text COLLATE "C"')
    query = sql.SQL("COPY (SELECT * FROM {} AS whole ORDER BY {}) TO STDOUT").format(table, order)
    digest, rows = hashlib.sha256(), 0
    with database.cursor() as cursor, cursor.copy(query) as lines:
        for data in lines:
            digest.update(data)
            rows += bytes(data).count(b"\n")
    return facts(rows, digest)


def differences(expected, found):
    """A line for each table that is not as expected; empty when all are."""
    return [
        line_about(name, expected.get(name), found.get(name))
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]


def line_about(name, expected, found):
    if found is None:
        return f"{name}: the table is missing"
    if expected is None:
        return f"{name}: a table that the backup does not know"
    if expected["rows"] != found["rows"]:
        return f"{name}: {found['rows']} rows instead of {expected['rows']}"
    return f"{name}: {found['rows']} rows, but not the same ones"
