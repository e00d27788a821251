from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from portal.backup.exceptions import BackupError


class OperatorCommand(BaseCommand):
    """What goes wrong and can be mended is told in a sentence; it works on an empty database too."""

    requires_system_checks = []

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {str(error).strip()}") from error

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
