from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from portal.backup import dictionary, export
from portal.backup.commands import OperatorCommand
from portal.backup.making import slug


class Command(OperatorCommand):
    help = "Writes every table as a file for spreadsheets, with a dictionary; no secret leaves."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="a new folder; without it, one in VAR/exports")

    def handle(self, *args, to, **options):
        now = datetime.now(UTC)
        folder = to or settings.VAR / "exports" / f"{slug()}-{now:%Y%m%dT%H%M%SZ}"
        with export.new_folder(folder) as draft:
            counts = export.write_tables(draft, say=self.say)
            dictionary.write_dictionary(draft)
            dictionary.write_readme(draft, counts, now.isoformat(timespec="seconds"))
        self.say(f"{len(counts)} tables with {sum(counts.values()):,} rows: {folder}")
        self.say("It is about people: keep it where only those look who need it, and delete it afterwards.")
