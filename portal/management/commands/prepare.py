from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.catalogues import compile_catalogues
from portal.installation import refuse_foreign_database


class Command(BaseCommand):
    help = "Between new code and a server that runs it: checks, words, tables, styles. Again is harmless."
    requires_system_checks = []

    def handle(self, *args, verbosity, **options):
        compile_catalogues()
        call_command("check", deploy=True, fail_level="WARNING", stdout=self.stdout, stderr=self.stderr)
        refuse_foreign_database()
        call_command("migrate", interactive=False, verbosity=verbosity, stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=verbosity, stdout=self.stdout)
