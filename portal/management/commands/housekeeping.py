import logging
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from portal.due import run_due

logger = logging.getLogger(__name__)

BETWEEN = 60  # seconds


class Command(BaseCommand):
    requires_system_checks = []  # one of them asks the database, which may be away
    help = "Runs beside the server where no timer of the system calls run_due: does it every minute."

    def handle(self, *args, **options):
        while True:
            try:
                run_due(timezone.now())
            except OperationalError as error:  # the database is away or busy: the next round does it
                logger.warning("round missed: %s", type(error).__name__)
            time.sleep(BETWEEN)
            close_old_connections()
