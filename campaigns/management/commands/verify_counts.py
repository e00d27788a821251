from django.core.management.base import BaseCommand

from campaigns.services.counting import mend_counts


class Command(BaseCommand):
    help = "Checks the number of signatures kept with each petition against the signatures, and mends it."

    def handle(self, *args, **options):
        wrong = mend_counts()
        for name, (kept, counted) in wrong.items():
            self.stdout.write(f"{name}: {kept} kept, {counted} counted, mended")
        self.stdout.write(f"{len(wrong)} wrong")
