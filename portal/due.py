"""What must happen without anybody asking. Any scheduler may call `run_due`: often, late, twice, two at once."""

import logging
from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision, RevisionMixin

from campaigns.services.incoming import take_in_waiting
from membership.billing.reconciling import reconcile
from membership.keeping import forget_expired
from membership.services.factors import NEEDED, lacks_administrators, protected_administrators
from membership.services.messages import give_up_claimed, send_messages
from membership.services.name_words import mend_name_words
from membership.services.reminders import queue_reminders
from portal.models import DueJob
from portal.pack.events import renew_demo_events

logger = logging.getLogger(__name__)

AGAIN = timedelta(minutes=30)  # a day's job that did not say that it is done is taken up again after so long
KEEP_RESULTS = timedelta(days=14)  # of tasks that are done
KEEP_DRAFTS = timedelta(days=365)
WORKER = "worker"


def run_due(now):
    """Does what is due at `now`; returns the names of the jobs that failed. One that fails stops no other.

    Raises OperationalError when the database is away or busy: then nothing was done, and the next call does it.
    """
    today = timezone.localdate(now)
    done = set(DueJob.objects.filter(day__gte=today).values_list("name", flat=True))
    failed = [name for name, job in ALWAYS.items() if not succeeds(name, job, now)]
    return failed + [name for name in DAILY if name not in done and not is_done(name, today, now)]


def is_done(name, today, now):
    """Does the day's job `name`, unless somebody else is at it or has done it: false when it fails.

    Whoever fails, or dies, leaves their claim: after `AGAIN` the job is anybody's.
    """
    if not claim(name, today, now):
        return True
    if not succeeds(name, DAILY[name], now):
        return False
    DueJob.objects.filter(name=name, claimed_at=now).update(day=today, claimed_at=None, done_at=timezone.now())
    return True


def claim(name, today, now):
    """True for one of all who ask: by one conditional update."""
    DueJob.objects.get_or_create(name=name)
    due = DueJob.objects.filter(Q(day=None) | Q(day__lt=today), name=name)
    return due.filter(Q(claimed_at=None) | Q(claimed_at__lte=now - AGAIN)).update(claimed_at=now) == 1


def succeeds(name, job, now):
    with Attempt(name) as attempt:
        job(now)
    return not attempt.failed


class Attempt:
    """A job inside `with`: whatever goes wrong there is written down, and the jobs after it happen all the same."""

    def __init__(self, name):
        self.name, self.failed = name, False

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.failed = kind is not None and issubclass(kind, Exception)  # not a signal that ends the process
        if self.failed:
            logger.error("job=%s failed=%s", self.name, kind.__name__, exc_info=error)
        return self.failed


# The jobs of every call ---------------------------------------------------------------------------------------------
@task(backend="work")
def give_sign_of_life():
    DueJob.objects.filter(name=WORKER).update(done_at=timezone.now())


def ask_worker(now):
    """Asks for a sign of life; one question waits at most, however long the worker is away."""
    DueJob.objects.get_or_create(name=WORKER, defaults={"claimed_at": now})
    asked = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=give_sign_of_life.module_path)
    if not asked.exists():
        give_sign_of_life.enqueue()


def take_in(now):
    take_in_waiting()


def publish_scheduled(now):
    """What editors planned for a time: Wagtail leaves it to whoever calls this."""
    call_command("publish_scheduled")


# The jobs of a day --------------------------------------------------------------------------------------------------
def remind(now):
    queue_reminders(timezone.localdate(now))


def compare_with_stripe(now):
    for change in reconcile(now):
        logger.info(change)


def forget(now):
    for label, count in forget_expired(now).items():
        if count:
            logger.info("forgotten=%s rows=%s", label, count)


def clear_sessions(now):
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def purge_drafts(now):
    """Old drafts. The newest of each page stays, and the published, the planned, and those that comments belong to.

    Wagtail's own command takes the published one, and comments, once there is a newer draft.
    """
    old = Revision.objects.filter(created_at__lt=now - KEEP_DRAFTS, approved_go_live_at=None, created_comments=None)
    for model in apps.get_models():
        if issubclass(model, RevisionMixin) and model._meta.get_field("latest_revision").model is model:
            for name in {"latest_revision", "live_revision"} & {field.name for field in model._meta.fields}:
                old = old.exclude(pk__in=model.objects.exclude(**{name: None}).values(name))
    count = old.delete()[1].get(Revision._meta.label, 0)
    if count:
        logger.info("forgotten=%s rows=%s", Revision._meta.label, count)


def prune_results(now):
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_RESULTS).delete()


def mend_words(now):
    if count := mend_name_words():
        logger.warning("name_words=mended people=%s", count)


def count_administrators(now):
    if lacks_administrators():
        logger.warning("administrators with a second factor: %s of %s", protected_administrators(), NEEDED)


def know_the_tables(now):
    """SQLite chooses its ways by what it knows of the tables; PostgreSQL looks by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize=0x10002")


def renew_events(now):
    if settings.DEMO:
        renew_demo_events(settings.CENTER, now)


ALWAYS = {
    "signatures": take_in,
    "messages": send_messages,
    "lost_messages": give_up_claimed,
    "planned_pages": publish_scheduled,
    WORKER: ask_worker,
}
DAILY = {
    "reminders": remind,
    "stripe": compare_with_stripe,
    "forgetting": forget,
    "sessions": clear_sessions,
    "drafts": purge_drafts,
    "task_results": prune_results,
    "name_words": mend_words,
    "administrators": count_administrators,
    "demo_events": renew_events,
    "statistics": know_the_tables,
}
