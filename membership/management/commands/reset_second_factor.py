from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from membership.models import User
from membership.services.factors import reset_second_factor


class Command(BaseCommand):
    help = "For the day when every administrator lost the phone: takes a login's second factor away. It is logged."

    def add_arguments(self, parser):
        parser.add_argument("contact", help="the login's e-mail, or its mobile number with country code")

    def handle(self, *args, contact, **options):
        user = User.objects.filter(Q(email=contact.strip().lower()) | Q(phone=contact.strip())).first()
        if user is None:
            raise CommandError("Nobody logs in with this contact.")
        if not reset_second_factor(user):
            raise CommandError("This login has no second factor.")
        self.stdout.write("Reset. The next log-in takes a code and leads staff to set a new one up.")
