"""Demonstrations and real centers are kept apart, and loading twice changes nothing."""

import io

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from wagtail.models import Page

from portal.installation import mark_installation, refuse_foreign_database
from portal.models import Installation


@pytest.fixture
def unmarked(db):
    Installation.objects.all().delete()


def test_empty_database_is_fine_for_both(unmarked, settings):
    for settings.DEMO in (True, False):
        assert refuse_foreign_database() is None


@pytest.mark.parametrize(
    ("is_demonstration", "demo", "words"),
    [(True, False, "holds a demonstration"), (False, True, "belongs to a real center")],
    ids=["demonstration under production", "real center under demonstration"],
)
def test_database_of_the_other_kind_is_refused(unmarked, settings, is_demonstration, demo, words):
    mark_installation(is_demonstration=is_demonstration)
    settings.DEMO = demo
    with pytest.raises(ImproperlyConfigured, match=words):
        refuse_foreign_database()
    settings.DEMO = not demo
    assert refuse_foreign_database() is None


def test_mark_is_never_changed(unmarked):
    mark_installation(is_demonstration=False)
    assert mark_installation(is_demonstration=True).is_demonstration is False
    with pytest.raises(IntegrityError):
        Installation.objects.create(pk=2, is_demonstration=True)


def test_real_center_refuses_invented_people(unmarked, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="Only a demonstration"):
        call_command("load_demo", stdout=io.StringIO())
    assert Installation.objects.exists() is False


def test_loading_twice_changes_nothing(site):
    before = list(Page.objects.order_by("pk").values_list("pk", "path", "latest_revision", "url_path"))
    call_command("load_site", stdout=io.StringIO())
    call_command("load_demo", stdout=io.StringIO())
    assert list(Page.objects.order_by("pk").values_list("pk", "path", "latest_revision", "url_path")) == before


def test_serve_is_for_demonstrations_only(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="for the demonstration"):
        call_command("serve", reset=True)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org"])
def test_serve_listens_on_this_computer_only(settings, tmp_path, host):
    settings.HOST, settings.DEMO_PUBLIC, settings.VAR = host, False, tmp_path
    (tmp_path / "portal.sqlite3").write_text("kept")
    with pytest.raises(CommandError, match="DEMO_PUBLIC=1"):
        call_command("serve", reset=True)
    assert (tmp_path / "portal.sqlite3").read_text() == "kept"  # refused before anything is thrown away


def test_public_demonstration_has_a_random_password(site, settings):
    told = [io.StringIO(), io.StringIO()]
    for settings.DEMO_PUBLIC, stream in zip((True, False), told, strict=True):
        call_command("load_demo", stdout=stream)
    assert ["demo demo demo" in stream.getvalue() for stream in told] == [False, True]
