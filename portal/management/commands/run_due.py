from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from portal.due import run_due


class Command(BaseCommand):
    requires_system_checks = []  # every minute; and one of them asks the database, which may be away
    help = "Does what is due, for a timer that calls it every minute. Twice, at once or late is harmless."

    def handle(self, *args, **options):
        try:
            failed = run_due(timezone.now())
        except OperationalError as error:
            raise CommandError(
                f"The database does not answer ({type(error).__name__}). The next call does it."
            ) from error
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why; they are tried again.")
