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


def mailer_of(tmp_path, **given):
    """What sends letters and text messages under production's settings."""
    values = {name: value for name, value in PRODUCTION.items() if name != "EMAIL_URL" or "EMAIL_PROVIDER" not in given}
    code = "from django.conf import settings as s; print(s.MAILERS['default']['BACKEND'], s.SMS_BACKEND or 'none')"
    environment = {"PATH": os.environ["PATH"], "VAR": str(tmp_path), **values, **given}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.ROOT, env=environment, text=True, capture_output=True
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


TWILIO = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_MESSAGING_SERVICE_SID": "MG1"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["django.core.mail.backends.smtp.EmailBackend", "none"]),
        ({"EMAIL_PROVIDER": "postmark", "EMAIL_API_KEY": "k"}, ["portal.mail.ProviderBackend", "none"]),
        (TWILIO, ["django.core.mail.backends.smtp.EmailBackend", "membership.sms.TwilioBackend"]),
        (TWILIO | {"SMS_BACKEND": "a.B"}, ["django.core.mail.backends.smtp.EmailBackend", "a.B"]),
        (TWILIO | {"TWILIO_AUTH_TOKEN": ""}, ["django.core.mail.backends.smtp.EmailBackend", "none"]),
    ],
    ids=["SMTP", "provider", "Twilio", "another", "half of Twilio"],
)
def test_who_sends_follows_from_what_is_there(tmp_path, given, expected):
    assert mailer_of(tmp_path, **given) == expected


def test_unknown_center_is_an_error_that_names_it(tmp_path):
    result = start(tmp_path, CENTER="atlantis")
    assert (result.returncode != 0, "atlantis" in result.stderr) == (True, True)


def test_production_has_no_till(tmp_path):
    result = start(tmp_path, STRIPE_API_BASE="http://localhost:8000/demo/till")
    assert (result.returncode != 0, "take STRIPE_API_BASE away" in result.stderr) == (True, True)


def cards_of_demonstration(tmp_path, **given):
    """The key, the secrets and the address that the demonstration starts with."""
    environment = {"PATH": os.environ["PATH"], "VAR": str(tmp_path), "BASE_URL": "http://localhost:8000", **given}
    environment["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    code = "from django.conf import settings as s; print(s.STRIPE_API_KEY, s.STRIPE_WEBHOOK_SECRETS, s.STRIPE_API_BASE)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.ROOT, env=environment, text=True, capture_output=True
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


@pytest.mark.parametrize("key", ["", "sk_live_1", "rk_live_1"])
def test_demonstration_has_a_till_of_its_own_whatever_key_for_real_money_is_there(tmp_path, key):
    found = cards_of_demonstration(tmp_path, STRIPE_API_KEY=key, STRIPE_WEBHOOK_SECRETS="whsec_real")
    assert [found[0][:13], found[1][:8], found[2]] == ["sk_test_till_", "['whsec_", "http://localhost:8000/demo/till"]
    assert "real" not in found[1]
    assert found == cards_of_demonstration(tmp_path)
    assert found[:2] != cards_of_demonstration(tmp_path / "other")[:2]


def test_demonstration_takes_a_test_key_of_stripes_own(tmp_path):
    found = cards_of_demonstration(tmp_path, STRIPE_API_KEY="rk_test_1", STRIPE_WEBHOOK_SECRETS="whsec_1")
    assert found == ["rk_test_1", "['whsec_1']"]
