from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from portal.backup import checking, making
from portal.backup.commands import OperatorCommand
from portal.backup.folders import one_at_a_time, work_folder
from portal.backup.keys import lock_from_settings, make_key, own_key
from portal.backup.sealed import refuse_wrong_size


class Command(OperatorCommand):
    help = "Writes one encrypted file with the database and the media, checks it, and lets go of the oldest."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=settings.BACKUP_FOLDER, metavar="FOLDER")
        parser.add_argument("--keep", type=int, default=settings.BACKUP_KEEP, help="how many of the newest stay")
        parser.add_argument("--no-verify", action="store_true", help="check nothing, and delete no older one")
        parser.add_argument("--make-key", type=Path, metavar="FILE", help="only write a new key to FILE")

    def handle(self, *args, to, keep, no_verify, make_key, **options):
        if make_key:
            return self.make_key(make_key)
        if keep < 1:
            raise CommandError("--keep must be 1 or more: the newest backup stays.")
        lock = lock_from_settings()
        with one_at_a_time(to):
            made = making.make_backup(to, lock)
            self.tell(made)
            if not no_verify:
                self.verify(made, lock)
                for path in making.let_go(to, keep):
                    self.say(f"Let go: {path.name}")
        return None

    def make_key(self, path):
        recipient = make_key(path)
        self.say(f"The key is in {path}: keep it away from this server, in two places. Without it no backup opens.")
        self.say(f"BACKUP_RECIPIENTS={recipient}")

    def tell(self, made):
        self.say(f"{made.path}  ({made.path.stat().st_size:,} bytes)")
        self.say(checking.sentence_about(made.manifest, made.media))
        if own_key().exists() and settings.DEMO:
            self.say(f"The demonstration's own key opens it: {own_key()}")
        for name in made.missing:
            self.stderr.write(f"A row names the file {name}, and it is not in the media.")

    def verify(self, made, lock):
        refuse_wrong_size(made.path, made.plain)
        if not lock.identities:
            self.say("Header and size are right. The key is not here: run verify_backup where it is.")
            return
        with work_folder(settings.VAR) as folder:
            wrong = checking.differences(checking.unpack(made.path, lock.identities, folder))
        if wrong:
            raise CommandError("The new backup is not what was backed up:\n  " + "\n  ".join(wrong))
        self.say("Checked: it opens, and everything in it is as it was.")
