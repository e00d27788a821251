"""Where generated databases lie, and the copies that the load writes into."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench.sizes import ROOT, SEED, Size, key_of


def var():
    return Path(os.environ.get("VAR", ROOT / "var"))


def make_store(name, size):
    """Where DATABASE_URL says: on PostgreSQL, or without it a file of SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return PostgresStore(name, size, url) if url.startswith("postgres") else SqliteStore(name, size)


@dataclass
class Store:
    """One size: `folder` holds what the portal writes; `url` is what was generated, `run_url` the copy for the load."""

    name: str
    size: Size

    vendor = ""

    @property
    def key(self):
        return key_of(self.size, SEED)

    @property
    def folder(self):
        return var() / "bench" / f"{self.name}-{self.vendor}-{self.key}"

    @property
    def environment(self):
        """For the server: the copy, and the files beside what was generated."""
        return {"VAR": str(self.folder), "DATABASE_URL": self.run_url}

    def prepare(self):
        """What was generated before, or now; then a fresh copy."""
        if not self.is_made():
            for outdated in self.folder.parent.glob(f"{self.name}-{self.vendor}-*"):
                shutil.rmtree(outdated)
            self.folder.mkdir(parents=True)
            self.make_room()
            self.generate()
            self.mark_made()
        self.copy()

    def generate(self):
        numbers = {"people": self.size.people, "signatures": self.size.signatures, "pages": self.size.pages}
        options = [part for name, number in numbers.items() for part in (f"--{name}", str(number))]
        around = {"VAR": str(self.folder), "DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        command = [sys.executable, "-m", "bench.generate", *options, "--seed", str(SEED)]
        subprocess.run(command, cwd=ROOT, env=os.environ | around, check=True)


class SqliteStore(Store):
    vendor = "sqlite"

    @property
    def url(self):
        return f"sqlite:///{self.folder / 'portal.sqlite3'}"

    @property
    def run_url(self):
        return f"sqlite:///{self.folder / 'run.sqlite3'}"

    def is_made(self):
        return (self.folder / "made").exists()

    def mark_made(self):
        (self.folder / "made").touch()

    def make_room(self):
        """The folder is all it needs."""

    def copy(self):
        self.throw_away()
        shutil.copyfile(self.folder / "portal.sqlite3", self.folder / "run.sqlite3")

    def throw_away(self):
        for ending in ("", "-wal", "-shm"):
            (self.folder / f"run.sqlite3{ending}").unlink(missing_ok=True)


@dataclass
class PostgresStore(Store):
    given: str

    vendor = "postgres"

    @property
    def database(self):
        return f"{urlsplit(self.given).path.lstrip('/')}_bench_{self.name}"

    @property
    def url(self):
        return self.url_of(self.database)

    @property
    def run_url(self):
        return self.url_of(f"{self.database}_run")

    def url_of(self, database):
        return urlunsplit(urlsplit(self.given)._replace(path=f"/{database}"))

    def is_made(self):
        """The key stands as a comment at the database."""
        found = self.ask(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [self.database]
        )
        return found == [(self.key,)] and self.folder.exists()

    def mark_made(self):
        self.ask(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(self.database), sql.Literal(self.key)))

    def make_room(self):
        self.drop(self.database)
        self.ask(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))

    def generate(self):
        super().generate()
        self.ask("VACUUM ANALYZE", database=self.database)  # as PostgreSQL does by itself some minutes later

    def copy(self):
        run = f"{self.database}_run"
        self.drop(run)
        names = sql.Identifier(run), sql.Identifier(self.database)
        self.ask(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        self.ask(sql.SQL("ALTER DATABASE {} SET random_page_cost = 1.1").format(names[0]))  # as docs/operate.md says

    def throw_away(self):
        self.drop(f"{self.database}_run")

    def drop(self, database):
        self.ask(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def ask(self, statement, values=(), database="postgres"):
        with closing(psycopg.connect(self.url_of(database), autocommit=True)) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []
