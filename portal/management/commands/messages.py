from django.core.management.base import BaseCommand

from portal.catalogues import LOCALE, gathered, untranslated, update_catalogue


class Command(BaseCommand):
    help = "Brings the catalogues up to the sentences of the code; names those that still wait for words."
    requires_system_checks = []

    def handle(self, *args, **options):
        template = gathered()
        for locale in sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po")):
            update_catalogue(locale, template)
            missing = untranslated(locale, template)
            self.stdout.write(f"{locale}: {len(template)} sentences, {len(missing)} without words")
            for message in missing:
                self.stdout.write(f"  {message!r}")
