"""Boots the portal of another center and prints what its addresses answer, as JSON. Run as a program of its own.

The environment says which center and where to write; `sys.argv` has a migrated database to copy (or
nothing: then it migrates), then the addresses.
"""

import json
import os
import shutil
import sys
from pathlib import Path


def main(template, *paths):
    var = Path(os.environ["VAR"])
    if template:
        shutil.copy(template, var / "portal.sqlite3")
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("serve", prepare_only=True, stdout=sys.stderr)  # what `make run` does before it starts
    answers = {path: Client().get(path, headers={"host": "localhost"}) for path in paths}
    told = {
        path: [answer.status_code, body(answer), answer.headers.get("Location", "")] for path, answer in answers.items()
    }
    print(json.dumps(told))


def body(answer):
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


if __name__ == "__main__":
    main(*sys.argv[1:])
