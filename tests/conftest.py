"""What all tests share: a database that is ready at once, with the demonstration's site where a test asks for it."""

import os

import pytest
from hypothesis import settings as hypothesis_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")


def pytest_configure():
    from portal.catalogues import compile_catalogues

    compile_catalogues()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """pytest-django's own; but on SQLite the tables come from a template instead of from migrating."""
    from django.conf import settings
    from django.test.utils import teardown_databases

    from tests.template_database import PostgresSwitch, SqliteSwitch

    with django_db_blocker.unblock():
        switch = SqliteSwitch() if settings.IS_SQLITE else PostgresSwitch()
        old = tables_from_nowhere() if settings.IS_SQLITE else fresh_database()
    yield switch
    with django_db_blocker.unblock():
        switch.drop()
        teardown_databases(old, verbosity=0)


def fresh_database():
    from django.test.utils import setup_databases

    return setup_databases(verbosity=0, interactive=False, serialized_aliases=[])


def tables_from_nowhere():
    """An empty test database in memory: the templates bring the tables."""
    from django.core.management.commands.migrate import Command

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", lambda *args, **options: None)
        return fresh_database()


@pytest.fixture(autouse=True)
def _right_database(request, django_db_blocker):
    """Before any transaction begins: the database with the site for tests that use `site`, else the migrated one."""
    wanted = set(request.fixturenames)
    if not wanted & {"db", "transactional_db"}:
        return
    switch = request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        switch.to("site" if "site" in wanted else "empty")
    if "transactional_db" in wanted:
        switch.spoil()  # such a test empties the tables


@pytest.fixture(autouse=True)
def _fresh_cache():
    from django.core.cache import caches

    for cache in caches.all():
        cache.clear()
    yield
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def _english():
    """Each test starts in English, whatever language the last request left in the thread."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture
def site(db):
    """The demonstration's pages, facts, footer and alert in all languages; what a test changes is rolled back."""
    from wagtail.models import Site

    return Site.objects.get(is_default_site=True)
