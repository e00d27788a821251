from django.conf import settings
from django.core.management.base import BaseCommand

from home.models import HomePage
from portal.pack import load_pack


class Command(BaseCommand):
    help = "Puts the first pages, facts and words of the center's pack into an empty database."

    def handle(self, *args, **options):
        if HomePage.objects.exists():
            self.stdout.write("The site has pages already; nothing was changed.")
            return
        load_pack(settings.CENTER, say=self.stdout.write)
