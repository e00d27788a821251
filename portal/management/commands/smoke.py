from django.core.management.base import CommandError

from portal import smoke
from portal.backup.commands import OperatorCommand


class Command(OperatorCommand):
    help = "Looks at one page of each kind and says what each answered; fails when one is not as it should be."

    def add_arguments(self, parser):
        parser.add_argument("--base-url", help="a running server; without it this code answers by itself")

    def handle(self, *args, base_url, **options):
        ask = smoke.asked_over_http(base_url) if base_url else smoke.asked_inside()
        failed = 0
        for look in smoke.looks():
            answer = ask(look.path)
            trouble = answer.trouble_for(look)
            failed += bool(trouble)
            self.say(
                f"{'FAILED' if trouble else 'ok':<7}{answer.status}  {look.path}  ({look.name}) {trouble}".rstrip()
            )
        if failed:
            raise CommandError(f"{failed} looks failed.")
        self.say("The site stands.")
