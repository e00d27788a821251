"""`make run`: one command from a fresh folder to a running site."""

import shutil
import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from portal.catalogues import compile_catalogues
from portal.installation import refuse_foreign_database

LOCAL = ("127.0.0.1", "localhost", "::1")
QUIET = {"verbosity": 0}


class Command(BaseCommand):
    help = "Prepares the demonstration and starts its server and worker. The second time it starts in seconds."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="throw the demonstration's data away first")
        parser.add_argument("--prepare-only", action="store_true", help="prepare everything, start nothing")

    def handle(self, *args, reset, prepare_only, **options):
        self.refuse_unsafe()
        if reset:
            self.throw_away()
        self.prepare()
        if not prepare_only:
            self.start()

    def refuse_unsafe(self):
        """A demonstration is for this computer; for others only when whoever starts it says so."""
        if not settings.DEMO:
            raise CommandError("This command is for the demonstration. docs/operate.md says how production starts.")
        if settings.HOST not in LOCAL and not settings.DEMO_PUBLIC:
            raise CommandError(
                f"The demonstration has passwords that everybody knows, so it listens on this computer only. "
                f"For HOST={settings.HOST} start it with DEMO_PUBLIC=1: then it makes random ones."
            )

    def throw_away(self):
        connections.close_all()
        if settings.IS_SQLITE:
            for name in ("", "-wal", "-shm"):
                (settings.VAR / f"portal.sqlite3{name}").unlink(missing_ok=True)
        else:
            call_command("flush", interactive=False, **QUIET)
        for name in ("", "-wal", "-shm"):
            settings.TILL_FILE.with_name(f"{settings.TILL_FILE.name}{name}").unlink(missing_ok=True)
        for folder in (settings.MEDIA_ROOT, settings.VAR / "cache"):
            shutil.rmtree(folder, ignore_errors=True)
        self.say("The demonstration starts over.")

    def prepare(self):
        settings.VAR.mkdir(parents=True, exist_ok=True)
        if compile_catalogues():
            self.say("Words of the interface compiled.")
        if self.has_migrations_to_run():
            self.say("Making the tables (about a quarter of a minute) …")
            call_command("migrate", interactive=False, **QUIET)
        refuse_foreign_database()
        self.say("Collecting styles, fonts and pictures …")
        call_command("collectstatic", interactive=False, **QUIET)
        call_command("load_demo", stdout=self.stdout)
        call_command("check", fail_level="WARNING", stdout=self.stdout)

    def has_migrations_to_run(self):
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def start(self):
        """Server, worker and housekeeping live and die together."""
        connections.close_all()
        server = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--config", "portal/gunicorn.py"]
        worker = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--backend", "work", "-v", "0"]
        housekeeping = [sys.executable, "manage.py", "housekeeping"]
        children = [subprocess.Popen(command) for command in (server, worker, housekeeping)]
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        self.say(f"\n  {settings.BASE_URL}/\n\nStop with Ctrl+C.")
        try:
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
        except KeyboardInterrupt:
            pass
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.wait()

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
