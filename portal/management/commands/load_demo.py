from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.crypto import get_random_string

from portal.demo.guests import leave_one_to_mark
from portal.demo.paths import walk_paths
from portal.demo.people import LOGIN, make_demo_people
from portal.installation import mark_installation
from portal.pack.events import make_demo_events
from portal.pack.people import make_demo_logins
from portal.pack.petitions import make_demo_signatures

PASSWORD = "demo demo demo"  # noqa: S105  (printed on every start, works on this computer only)


class Command(BaseCommand):
    help = "Makes this database a demonstration: the site of the center's pack, and a login for each role."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Only a demonstration may load invented people. Start it with the development settings.")
        mark_installation(is_demonstration=True)
        call_command("load_site", stdout=self.stdout)
        make_demo_signatures(settings.CENTER)
        password = get_random_string(16) if settings.DEMO_PUBLIC else PASSWORD
        self.stdout.write(f"Demo logins, all with the password “{password}”:")
        for login in make_demo_logins(password):
            self.stdout.write(f"  {login}")
        make_demo_people(list(settings.CENTER.languages))
        make_demo_events(settings.CENTER, timezone.now())
        walk_paths(LOGIN)
        leave_one_to_mark(LOGIN)
        self.stdout.write("The tour, and every message that was “sent”: /demo/")
