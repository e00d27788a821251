"""Where backups go and who can open them (docs/backup.md)."""

from pathlib import Path

from portal.settings.base import VAR, env

BACKUP_FOLDER = Path(env("BACKUP_FOLDER", default=str(VAR / "backups")))
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])  # public keys: this server closes, others open
BACKUP_PASSPHRASE = env("BACKUP_PASSPHRASE", default="")
BACKUP_KEEP = env.int("BACKUP_KEEP", default=30)  # so many of the newest
