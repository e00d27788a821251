"""What must happen without anybody asking: messages that a nudge missed, and the daily forgetting."""

import logging
import time

from django.conf import settings
from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from campaigns.services.incoming import take_in_waiting
from membership.billing.reconciling import reconcile
from membership.keeping import forget_expired
from membership.services.messages import send_messages
from membership.services.reminders import queue_reminders
from portal.pack.events import renew_demo_events

logger = logging.getLogger(__name__)

BETWEEN = 60  # seconds
LAST_DAY = "housekeeping:last-day"  # the day whose work is done, for timers that start one round each


def tick(now, last_day):
    """Sends what waits at `now`, and does the day's work on the first tick of a day; returns that day (local).

    The day's work: reminders, the round at the card company, forgetting.
    """
    take_in_waiting()
    send_messages(now)
    today = timezone.localdate(now)
    if today != last_day:
        queue_reminders(today)
        for change in reconcile(now):
            logger.info(change)
        for label, count in forget_expired(now).items():
            if count:
                logger.info("forgotten=%s rows=%s", label, count)
        if settings.DEMO:
            renew_demo_events(settings.CENTER, now)
    return today


class Command(BaseCommand):
    help = "Runs beside the server: sends what waits every minute, and forgets what is due once a day."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="One round, for a timer of the system.")

    def handle(self, *args, once, **options):
        last_day = cache.get(LAST_DAY) if once else None
        while True:
            try:
                last_day = tick(timezone.now(), last_day)
                cache.set(LAST_DAY, last_day, timeout=2 * 86_400)
            except OperationalError as error:  # the database is away or busy: the next round does it
                logger.warning("round missed: %s", error)
            if once:
                return
            time.sleep(BETWEEN)
            close_old_connections()
