"""What is asked for, found in the database of the settings.

VAR=… DATABASE_URL=… python -m bench.targets   prints it as JSON
"""

import json
import os
import sys
from importlib import import_module

import django

PAGES = ("home", "campaign", "petition", "event", "guide")
MEMBER, STAFF, WRITES = ("dashboard",), ("people", "find", "ledger", "overview", "recount"), ("sign", "cash")
EVERYTHING = (*PAGES, *MEMBER, *STAFF, *WRITES)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    found = import_module("bench.found")  # its models need the apps to be ready
    json.dump(found.targets(), sys.stdout)


if __name__ == "__main__":
    main()
