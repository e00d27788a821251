from django.conf import settings
from django.core.management.base import BaseCommand

from home.models import HomePage
from portal.pack import load_pack
from portal.pack.site import place_site


class Command(BaseCommand):
    help = "Puts the first pages, facts and words of the center's pack into an empty database."

    def handle(self, *args, **options):
        if HomePage.objects.exists():
            self.stdout.write("The site has its pages already.")
        else:
            load_pack(settings.CENTER, say=self.stdout.write)
        place_site(settings.BASE_URL)
