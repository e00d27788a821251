"""Loads the demonstration into the database of the settings, then a crowd.

VAR=/tmp/crowd python -m bench.generate --people 1000 --signatures 10000 --pages 100
"""

import argparse
import os
import time
from importlib import import_module
from io import StringIO

import django
from django.core.management import call_command
from django.utils import timezone

from bench.sizes import SEED, SIZES, Chance, Size


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    small = SIZES["small"]
    parser.add_argument("--people", type=int, default=small.people)
    parser.add_argument("--signatures", type=int, default=small.signatures)
    parser.add_argument("--pages", type=int, default=small.pages, help="in all languages together")
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


def main():
    asked = arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    crowd = import_module("bench.crowd")  # its models need the apps to be ready
    began = time.monotonic()

    def say(line):
        print(f"  {time.monotonic() - began:6.1f} s  {line}", flush=True)

    size = Size(asked.people, asked.signatures, asked.pages)
    print(f"Generating {size}", flush=True)
    call_command("serve", prepare_only=True, stdout=StringIO())
    say("the demonstration")
    crowd.generate(size, Chance(asked.seed, timezone.localdate()), say)
    say("done")


if __name__ == "__main__":
    main()
