from pathlib import Path

from django.core.management.base import CommandError

from portal.backup import checking, restoring
from portal.backup.commands import OperatorCommand
from portal.backup.keys import keys_at_hand
from portal.backup.sealed import preface_of


class Command(OperatorCommand):
    help = "Puts a backup into the configured database and media storage, and compares everything afterwards."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", metavar="KEYFILE", help="the file with the key that opens it")
        parser.add_argument("--replace", action="store_true", help="write over a database that is not empty")

    def handle(self, *args, file, identity, replace, **options):
        identities = keys_at_hand(preface_of(file), identity)
        restoring.refuse_other_installation(checking.manifest_of(file, identities))
        if not replace:
            restoring.refuse_occupied()
        unpacked, wrong = restoring.restore(file, identities, say=self.say)
        self.say(checking.sentence_about(unpacked.manifest, unpacked.media))
        for line in wrong:
            self.say(f"  {line}")
        if wrong:
            raise CommandError(f"What was restored is not what was backed up: {len(wrong)} differences.")
        self.say("Everything is as it was backed up. Everybody is logged out.")
        self.tell_what_is_left(unpacked)

    def tell_what_is_left(self, unpacked):
        if others := restoring.left_over(unpacked.media):
            self.say(f"{len(others)} files of before lie in the media that the backup does not know; they stay.")
        if restoring.waits_for_migrations():
            self.say("This code is newer than the backup: now run “manage.py migrate”.")
        self.say("Who was erased after this backup is back: erase them again (docs/backup.md).")
