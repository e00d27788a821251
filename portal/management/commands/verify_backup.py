from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from portal.backup import checking
from portal.backup.commands import OperatorCommand
from portal.backup.folders import work_folder
from portal.backup.keys import keys_at_hand
from portal.backup.sealed import preface_of


class Command(OperatorCommand):
    help = "Opens a backup, restores its database into a temporary place and compares every table and file."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", metavar="KEYFILE", help="the file with the key that opens it")

    def handle(self, *args, file, identity, **options):
        identities = keys_at_hand(preface_of(file), identity)
        with work_folder(settings.VAR) as folder:
            unpacked = checking.unpack(file, identities, folder)
            self.say(checking.sentence_about(unpacked.manifest, unpacked.media))
            wrong = checking.differences(unpacked)
        for line in wrong:
            self.say(f"  {line}")
        if wrong:
            raise CommandError(f"The backup is not as its manifest says: {len(wrong)} differences.")
        self.say("Everything in it is as its manifest says.")
