"""Keeps demonstrations and real centers apart."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from portal.models import Installation


def refuse_foreign_database():
    """Raises ImproperlyConfigured when the database is for the other kind of installation; an empty one is fine."""
    try:
        installation = Installation.objects.first()
    except DatabaseError:
        return  # not migrated, or not reachable: the health page says so, the server may start
    if installation is None:
        return
    if installation.is_demonstration and not settings.DEMO:
        raise ImproperlyConfigured(
            "This database holds a demonstration with invented people. Use another DATABASE_URL."
        )
    if settings.DEMO and not installation.is_demonstration:
        raise ImproperlyConfigured("This database belongs to a real center. A demonstration must not open it.")


def mark_installation(*, is_demonstration):
    """Writes down what this database is for; changes nothing when that is known already."""
    return Installation.objects.get_or_create(pk=1, defaults={"is_demonstration": is_demonstration})[0]
