"""Whether this process lives, and whether the site can do its work."""

from datetime import timedelta
from functools import cache as once

from django.conf import settings
from django.core.cache import cache
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from portal.due import WORKER
from portal.models import DueJob, Installation

SILENT = timedelta(minutes=5)  # without a sign of life from the worker, which run_due asks for every minute


@never_cache
@require_safe
def live(request):
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request):
    """200 when all works; else 503 with the names of what does not: database, migrations, worker, cache."""
    failing = failing_data() + ([] if cache_works() else ["cache"])
    return JsonResponse(
        {"status": "failing" if failing else "ready", "failing": failing}, status=503 if failing else 200
    )


def failing_data():
    """The first of three that need one another, in a list; an empty one when all work."""
    stage = "database"
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        stage = "migrations"
        ensure_migrated()
        stage = "worker"
        return [] if worker_works(timezone.now()) else [stage]
    except (DatabaseError, MigrationsMissingError):
        return [stage]


class MigrationsMissingError(Exception):
    """The code is newer than the tables."""


@once
def ensure_migrated():
    """Raises MigrationsMissingError. Once they are complete they stay so for this process, and nobody asks again."""
    if ours() - set(MigrationRecorder(connection).applied_migrations()):
        raise MigrationsMissingError


@once
def ours():
    """The migrations that this code brings; reading them all takes a moment."""
    return frozenset(MigrationLoader(None).disk_migrations)


def worker_works(now):
    """True when the worker gave a sign of life lately, or was asked for its first one only lately."""
    job = DueJob.objects.filter(name=WORKER).first()
    since = (job.done_at or job.claimed_at) if job else never_asked_since()
    return since is None or since > now - SILENT


def never_asked_since():
    """When a real center's installation was made: one that calls run_due asks within a minute. None without one."""
    return None if settings.DEMO else Installation.objects.values_list("made_at", flat=True).first()


def cache_works():
    try:
        cache.set("health", "kept", 10)
        return cache.get("health") == "kept"
    except (OSError, RedisError):
        return False
