"""The database in PostgreSQL: dumped from the very snapshot that the fingerprint sees, loaded in one transaction."""

import os
import re
import subprocess
from contextlib import contextmanager
from secrets import token_hex
from shutil import which

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from portal.backup import fingerprint
from portal.backup.exceptions import BackupError

MEMBER = "database.dump"
MIGRATIONS = "SELECT app, name FROM django_migrations"
ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
AS_OURS = ["--no-owner", "--no-privileges"]  # whoever restores owns everything
LONGEST_NAME = 63  # bytes of a database's name
EMPTY = """SET lock_timeout = '10s'; SET client_min_messages = warning;
DO $$ BEGIN EXECUTE (SELECT coalesce(string_agg(command, '; '), '') FROM (
    SELECT format('DROP %s IF EXISTS %s CASCADE', CASE relkind
            WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
            oid::regclass) AS command
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('e', 'i', 'a'))
    UNION ALL SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    UNION ALL SELECT format('DROP TEXT SEARCH CONFIGURATION IF EXISTS %s CASCADE', oid::regconfig)
        FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_ts_config.oid AND deptype = 'e')
) AS commands); END $$;
"""


@contextmanager
def connected(database=None, **options):
    """A connection of its own to the configured server, beside Django's. Raises BackupError."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    try:
        with psycopg.connect(**parameters | ({"dbname": database} if database else {}), **options) as opened:
            yield opened
    except psycopg.Error as error:
        raise BackupError(f"PostgreSQL says: {str(error).strip()}") from error


def run(program, *arguments, database=None):
    """A program of PostgreSQL's, told by its environment who we are: others may read arguments, never a password."""
    client = connection.settings_dict | ({"NAME": database} if database else {})
    _name, *where = connection.client.settings_to_cmd_args_env(client, [])[0]
    environment = connection.client.settings_to_cmd_args_env(client, [])[1] or {}
    command = [path_of(program), *where[:-1], *arguments, "--dbname", where[-1]]
    result = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise BackupError(f"{program} failed: {(result.stderr.strip().splitlines() or ['no reason given'])[0]}")


def path_of(program):
    path = which(program)
    if path is None:
        raise BackupError(
            f"{program} is missing: install PostgreSQL's client programs of the server's version "
            "(on Debian and Ubuntu the package postgresql-client)."
        )
    return path


def refuse_old_program(program, server):
    """pg_dump refuses a server newer than itself; `server` as PostgreSQL counts (170004)."""
    said = subprocess.run([path_of(program), "--version"], capture_output=True, text=True, check=True).stdout
    major = int(re.search(r"(\d+)", said)[1])
    if major < server // 10_000:
        raise BackupError(
            f"{program} has version {major}, the server {server // 10_000}: install the server's version of it."
        )


def snapshot(folder):
    """(path of the dump, fingerprint, migrations, version), all of one moment; writers are not kept waiting."""
    path = folder / MEMBER
    with connected() as database, database.transaction():
        refuse_old_program("pg_dump", database.info.server_version)
        database.execute(ONE_MOMENT)
        (moment,) = database.execute("SELECT pg_export_snapshot()").fetchone()
        rows_left_out = [f"--exclude-table-data=public.{table}" for table in fingerprint.LEFT_OUT]
        path.touch(mode=0o600)
        what = ["--format=custom", "--no-comments", *AS_OURS, *rows_left_out, f"--snapshot={moment}"]
        run("pg_dump", *what, f"--file={path}")
        migrations = sorted(database.execute(MIGRATIONS).fetchall())
        return path, fingerprint.of_postgres(database), migrations, str(database.info.server_version // 10_000)


def fingerprint_of(path):
    """Of a dump that came out of a backup: it is loaded into a database of its own, which is dropped again."""
    with temporary_database() as name:
        run("pg_restore", "--exit-on-error", *AS_OURS, str(path), database=name)
        return fingerprint_in(name)


def fingerprint_in(name=None):
    with connected(name) as database, database.transaction():
        database.execute(ONE_MOMENT)
        return fingerprint.of_postgres(database)


@contextmanager
def temporary_database():
    ending = f"_verify_{token_hex(4)}"
    name = f"{connection.settings_dict['NAME'][: LONGEST_NAME - len(ending)]}{ending}"
    with connected(autocommit=True) as server:
        try:
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as error:
            raise BackupError(
                "To check a backup, a database of its own is made for a moment, and this role may not make one. "
                "As an administrator: ALTER ROLE … CREATEDB."
            ) from error
        try:
            yield name
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def fingerprint_of_target():
    return fingerprint_in()


def workplace():
    return settings.VAR


def put_in_place(path):
    """All in one transaction: whatever fails, the database is as it was."""
    connection.close()
    script, empty = path.with_suffix(".sql"), path.with_name("empty.sql")
    for file in (script, empty):
        file.touch(mode=0o600)
    empty.write_text(EMPTY)
    written = subprocess.run(
        [path_of("pg_restore"), *AS_OURS, f"--file={script}", str(path)], capture_output=True, text=True, check=False
    )
    if written.returncode:
        raise BackupError(f"pg_restore failed: {written.stderr.strip()}")
    once = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    run("psql", *once, f"--file={empty}", f"--file={script}")
