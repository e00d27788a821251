from django.core.management.base import BaseCommand
from django.utils import timezone

from membership.services.messages import send_messages


class Command(BaseCommand):
    help = "Sends the messages that are waiting. May run as often as you like, and several at once."

    def handle(self, *args, **options):
        self.stdout.write(f"{send_messages(timezone.now())} sent")
