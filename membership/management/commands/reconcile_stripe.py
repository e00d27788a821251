from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from membership.billing.reconciling import BACK, reconcile


class Command(BaseCommand):
    help = "Compares our books with Stripe's, writes what is missing and says what it changed. Again is harmless."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=BACK.days, help="how far to look back")

    def handle(self, *args, days, **options):
        changes = reconcile(timezone.now(), timedelta(days=days))
        self.stdout.write("\n".join(changes) or "Nothing to change.")
