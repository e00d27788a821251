"""A migrated database, made once and copied for each run: migrating takes longer than most tests.

The template is keyed by a hash of all migration files, so it cannot go stale. On PostgreSQL the database is made anew.
"""

import hashlib
import os
import sqlite3
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connections

TEMPLATES = Path(__file__).parent.parent / "var" / "test-templates"


def migrations_hash():
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def make_template():
    """The path of a migrated SQLite file; made when it is missing, by whichever process comes first."""
    path = TEMPLATES / f"{migrations_hash()}.sqlite3"
    if path.exists():
        return path
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    connection = connections["default"]
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(draft)
    call_command("migrate", interactive=False, verbosity=0)
    connection.cursor().execute("PRAGMA journal_mode=DELETE")
    connection.close()
    connection.settings_dict["NAME"] = original
    draft.rename(path)
    return path


def fill_from_template(connection, template):
    """Copies the template into the (empty) test database of `connection`."""
    connection.ensure_connection()
    source = sqlite3.connect(template)
    source.backup(connection.connection)
    source.close()
