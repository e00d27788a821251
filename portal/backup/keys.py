"""Whose keys close and open a backup (age: https://age-encryption.org/v1)."""

import os
from dataclasses import dataclass
from pathlib import Path

import pyrage
from django.conf import settings
from pyrage import x25519

from portal.backup.exceptions import BackupError
from portal.secret import own_secret

BEGINNING = "AGE-SECRET-KEY-1"
SHORTEST_PASSPHRASE = 16  # characters: whoever has the file can try as often as they like
NO_KEY = (
    "A backup is encrypted, and no key is set. Make one with “manage.py backup --make-key FILE”, keep that file away "
    "from the server, and put the recipient that it prints into BACKUP_RECIPIENTS; or set BACKUP_PASSPHRASE."
)


@dataclass(frozen=True)
class Lock:
    """What closes a backup. `identities` open it again; there are none where the server may only close.

    `preface` stands before the encrypted part: the key of this one file, itself locked by the passphrase.
    """

    recipients: tuple
    identities: tuple = ()
    preface: bytes = b""


def new_identity():
    """A new key as the text of an identity file, as age-keygen writes it."""
    identity = x25519.Identity.generate()
    return f"# public key: {identity.to_public()}\n{identity}\n"


def make_key(path):
    """Writes a new identity file that only its owner may read; returns the recipient. Raises BackupError."""
    text = new_identity()
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(text)
    except OSError as error:
        raise BackupError(f"The key was not written to {path}: {error.strerror}.") from error
    return str(identities_in(text, path)[0].to_public())


def identities_in(text, name):
    lines = [line.strip() for line in text.splitlines() if line.startswith(BEGINNING)]
    try:
        found = tuple(x25519.Identity.from_str(line) for line in lines)
    except pyrage.IdentityError as error:
        raise BackupError(f"The key in {name} is damaged.") from error
    if not found:
        raise BackupError(f"There is no key in {name}: one line of it begins with {BEGINNING}.")
    return found


def own_key():
    """Where a demonstration keeps a key of its own."""
    return settings.VAR / "backup-key"


def lock_from_settings():
    """What new backups are closed with. Raises BackupError when nothing is set, or what is set is no key."""
    if settings.BACKUP_RECIPIENTS and settings.BACKUP_PASSPHRASE:
        raise BackupError("Set BACKUP_RECIPIENTS or BACKUP_PASSPHRASE, not both.")
    if settings.BACKUP_RECIPIENTS:
        return Lock(recipients=tuple(recipient_of(text) for text in settings.BACKUP_RECIPIENTS))
    if settings.BACKUP_PASSPHRASE:
        return lock_of_passphrase(settings.BACKUP_PASSPHRASE)
    if settings.DEMO:
        identities = identities_in(own_secret(own_key(), make=new_identity), own_key())
        return Lock(recipients=(identities[0].to_public(),), identities=identities)
    raise BackupError(NO_KEY)


def recipient_of(text):
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise BackupError(f"“{text}” in BACKUP_RECIPIENTS is no public key of age (age1…).") from error


def lock_of_passphrase(passphrase):
    """pyrage encrypts with a passphrase in memory only: so the passphrase locks a new key, and that key the backup."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BackupError(f"BACKUP_PASSPHRASE is too short: use at least {SHORTEST_PASSPHRASE} characters.")
    text = new_identity()
    identities = identities_in(text, "memory")
    preface = pyrage.passphrase.encrypt(text.encode(), passphrase, armored=True)
    return Lock(recipients=(identities[0].to_public(),), identities=identities, preface=preface)


def keys_at_hand(preface, identity_file=None):
    """The keys that may open a backup which begins with `preface`. Raises BackupError when there are none."""
    if identity_file:
        return identities_in(readable_text(Path(identity_file)), identity_file)
    if preface:
        return identities_of_passphrase(preface, settings.BACKUP_PASSPHRASE)
    if settings.DEMO and own_key().exists():
        return identities_in(own_key().read_text(), own_key())
    raise BackupError("Say which key opens this backup: --identity KEYFILE.")


def readable_text(path):
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"There is no key to read in {path}.") from error


def identities_of_passphrase(preface, passphrase):
    if not passphrase:
        raise BackupError("This backup was made with a passphrase: set BACKUP_PASSPHRASE.")
    try:
        text = pyrage.passphrase.decrypt(preface, passphrase).decode()
    except pyrage.DecryptError as error:
        raise BackupError("The passphrase does not open this backup, or its first lines are damaged.") from error
    return identities_in(text, "the backup")
