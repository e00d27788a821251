import io
import sys

import pytest
from django.core.management import CommandError, call_command

from membership.models import User


def create_admin(*args):
    out = io.StringIO()
    call_command("create_admin", *args, stdout=out)
    return out.getvalue()


def test_an_administrator_is_made_once(monkeypatch):
    said = create_admin("--phone", "(203) 555-0142", "--name", "Bea")
    assert said == "Bea is an administrator and logs in with +12035550142.\n"
    create_admin("--phone", "+12035550142")
    bea = User.objects.get()
    assert (bea.name, bea.is_superuser, bea.is_staff, bea.has_usable_password()) == ("Bea", True, True, False)


def test_somebody_known_becomes_one(ana):
    create_admin("--email", "ANA@example.org")
    ana.refresh_from_db()
    assert (ana.is_superuser, ana.name, ana.phone) == (True, "Ana", "+12035550142")


def test_a_password_is_read_and_kept(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("a long pass phrase\n"))
    create_admin("--email", "bea@example.org", "--password-from-stdin")
    create_admin("--email", "bea@example.org")
    assert User.objects.get().check_password("a long pass phrase")


@pytest.mark.parametrize(
    "args", [[], ["--email", "x"], ["--phone", "12"], ["--email", "a@example.org", "--phone", "+12035550142"]]
)
def test_what_is_missing_is_said(args):
    with pytest.raises(CommandError):
        create_admin(*args)
    assert User.objects.count() == 0


def test_a_weak_password_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("password\n"))
    with pytest.raises(CommandError):
        create_admin("--email", "bea@example.org", "--password-from-stdin")
    assert User.objects.count() == 0


def test_an_administrator_opens_the_editor(client, log_in):
    create_admin("--phone", "+12035550142")
    log_in("+12035550142")
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (["a long pass phrase", "a long pass phrase"], True),
        (["a long pass phrase", "a long pass phrass"], False),
        (["password", "password"], False),
    ],
)
def test_a_password_is_asked_for_twice(monkeypatch, typed, made):
    answers = iter(typed)
    monkeypatch.setattr("membership.management.commands.create_admin.getpass", lambda prompt: next(answers))
    if made:
        create_admin("--email", "bea@example.org", "--ask-password")
        assert User.objects.get().check_password(typed[0])
    else:
        with pytest.raises(CommandError):
            create_admin("--email", "bea@example.org", "--ask-password")
        assert User.objects.count() == 0
