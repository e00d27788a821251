from django.core.management.base import BaseCommand
from django.utils import timezone

from membership.keeping import forget_expired


class Command(BaseCommand):
    help = "Forgets what has no reason to be kept any longer. Runs daily; running it again changes nothing."

    def handle(self, *args, **options):
        for label, count in forget_expired(timezone.now()).items():
            self.stdout.write(f"{label}: {count}")
