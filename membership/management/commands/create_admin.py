import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from home.phone import parse_phone
from membership.services.admins import make_admin


class Command(BaseCommand):
    help = "Makes an administrator, or makes one of whoever has the contact. They log in with a code, or a password."

    def add_arguments(self, parser):
        contact = parser.add_mutually_exclusive_group(required=True)
        contact.add_argument("--email")
        contact.add_argument("--phone", help="a mobile number, with or without country code")
        parser.add_argument("--name", default="", help="as colleagues call this person")
        password = parser.add_mutually_exclusive_group()
        password.add_argument("--ask-password", action="store_true", help="ask for a password twice, showing nothing")
        password.add_argument(
            "--password-from-stdin", action="store_true", help="read a password from the first line of standard input"
        )

    def handle(self, *args, email, phone, name, ask_password, password_from_stdin, **options):
        try:
            email, phone = self.clean_contact(email, phone)
            password = self.read_password() if password_from_stdin else None
            password = self.ask_password() if ask_password else password
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user = make_admin(email=email, phone=phone, name=name, password=password)
        self.stdout.write(f"{user} is an administrator and logs in with {email or phone}.")

    def clean_contact(self, email, phone):
        if phone is not None:
            return None, parse_phone(phone)
        validate_email(email)
        return email.strip().lower(), None

    def read_password(self):
        password = sys.stdin.readline().rstrip("\n")
        validate_password(password)
        return password

    def ask_password(self):
        password = getpass("Password: ")
        if getpass("Again: ") != password:
            raise CommandError("The two are not the same. Nothing was changed.")
        validate_password(password)
        return password
