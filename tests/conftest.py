"""What all tests share: a database that is ready at once, and the demonstration's site where a test asks for it."""

import os

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")


def pytest_configure():
    from portal.catalogues import compile_catalogues

    compile_catalogues()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """pytest-django's own, but on SQLite the tables come from a template instead of from migrating."""
    from django.conf import settings
    from django.test.utils import teardown_databases

    with django_db_blocker.unblock():
        old = database_from_template() if settings.IS_SQLITE else fresh_database()
    yield
    with django_db_blocker.unblock():
        teardown_databases(old, verbosity=0)


def fresh_database():
    from django.test.utils import setup_databases

    return setup_databases(verbosity=0, interactive=False, serialized_aliases=[])


def database_from_template():
    from django.core.management.commands.migrate import Command
    from django.db import connection

    from tests.template_database import fill_from_template, make_template

    template = make_template()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", lambda *args, **options: None)
        old = fresh_database()
    fill_from_template(connection, template)
    return old


@pytest.fixture(autouse=True)
def _fresh_cache():
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def site_loaded(django_db_setup, django_db_blocker):
    """The demonstration's site, loaded once for the whole run."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        call_command("load_demo", verbosity=0)


@pytest.fixture
def site(site_loaded, db):
    """The demonstration's pages, facts, footer and alert in all languages; what a test changes is rolled back."""
    from wagtail.models import Site

    return Site.objects.get(is_default_site=True)
