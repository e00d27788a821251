"""Settings refuse what is unsafe, with a sentence, and start with what they ask for."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.everything import PRODUCTION

NEEDED = ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL"]


def start(tmp_path, without=(), **more):
    """Starts Django in a process of its own under production's settings."""
    given = {name: value for name, value in PRODUCTION.items() if name not in without}
    environment = {"PATH": os.environ["PATH"], "VAR": str(tmp_path), **given, **more}
    code = "import django; django.setup(); from django.conf import settings as s; print(s.DEMO, s.DEBUG, s.HOST_LINE)"
    code = code.replace(", s.HOST_LINE", ", s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE")
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=settings.ROOT, env=environment, text=True, capture_output=True, check=False)


def test_production_starts_with_all_it_needs(tmp_path):
    result = start(tmp_path)
    assert (result.returncode, result.stdout.split()) == (0, ["False", "False", "True", "True"]), result.stderr


def test_production_names_everything_that_is_missing(tmp_path):
    result = start(tmp_path, without=NEEDED)
    assert result.returncode != 0
    assert "Production needs these values" in result.stderr
    assert [name for name in NEEDED if f"  {name}: " not in result.stderr] == []


@pytest.mark.parametrize("name", NEEDED)
def test_production_refuses_to_start_without(tmp_path, name):
    result = start(tmp_path, without=[name])
    told = [one for one in NEEDED if f"  {one}: " in result.stderr]
    assert (result.returncode != 0, told) == (True, [name])


def test_unknown_center_is_an_error_that_names_it(tmp_path):
    result = start(tmp_path, CENTER="atlantis")
    assert (result.returncode != 0, "atlantis" in result.stderr) == (True, True)
