"""Which keys close a backup, which open it, and what is said when none is there."""

import pytest

from portal.backup.exceptions import BackupError
from portal.backup.keys import keys_at_hand, lock_from_settings, make_key, own_key
from portal.backup.sealed import opened, preface_of, sealing
from tests.portal.backup.conftest import new_key

PASSPHRASE = "cuatro palabras muy largas"


@pytest.fixture(autouse=True)
def real_center(settings, tmp_path):
    settings.VAR, settings.DEMO = tmp_path, False
    settings.BACKUP_RECIPIENTS, settings.BACKUP_PASSPHRASE = [], ""


def sealed(path):
    with sealing(path, lock_from_settings()) as sink:
        sink.write(b"content")
    return path


def content(path, identity=None):
    with opened(path, keys_at_hand(preface_of(path), identity)) as source:
        return source.read()


def test_without_a_key_nothing_is_made():
    with pytest.raises(BackupError, match=r"no key is set.*--make-key.*BACKUP_RECIPIENTS.*BACKUP_PASSPHRASE"):
        lock_from_settings()


def test_a_new_key_closes_and_opens(tmp_path, settings):
    path = tmp_path / "new.txt"
    settings.BACKUP_RECIPIENTS = [make_key(path)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert lock_from_settings().identities == ()
    assert content(sealed(tmp_path / "x.age"), path) == b"content"
    with pytest.raises(BackupError, match="Say which key opens this backup"):
        content(tmp_path / "x.age")
    with pytest.raises(BackupError, match=r"was not written to .*File exists"):
        make_key(path)


def test_each_of_several_keys_opens(tmp_path, settings):
    keys = [new_key(tmp_path / name) for name in ("one.txt", "two.txt")]
    settings.BACKUP_RECIPIENTS = [keys[0].recipient, f" {keys[1].recipient}"]
    path = sealed(tmp_path / "x.age")
    assert [content(path, key.path) for key in keys] == [b"content", b"content"]


def test_a_passphrase_closes_and_opens(tmp_path, settings):
    settings.BACKUP_PASSPHRASE = PASSPHRASE
    path = sealed(tmp_path / "x.age")
    assert preface_of(path).startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert content(path) == b"content"
    settings.BACKUP_PASSPHRASE = "some other passphrase"
    with pytest.raises(BackupError, match="The passphrase does not open this backup"):
        content(path)
    settings.BACKUP_PASSPHRASE = ""
    with pytest.raises(BackupError, match="made with a passphrase: set BACKUP_PASSPHRASE"):
        content(path)


def test_a_demonstration_has_a_key_of_its_own(tmp_path, settings):
    settings.DEMO = True
    path = sealed(tmp_path / "x.age")
    assert (own_key(), own_key().stat().st_mode & 0o777) == (tmp_path / "backup-key", 0o600)
    assert content(path) == content(path, own_key()) == b"content"
    assert str(lock_from_settings().identities[0].to_public()) == str(lock_from_settings().recipients[0])


@pytest.mark.parametrize(
    ("recipients", "passphrase", "words"),
    [
        (["age1nonsense"], "", "“age1nonsense” in BACKUP_RECIPIENTS is no public key"),
        ([], "too short", "at least 16 characters"),
        (["age1nonsense"], PASSPHRASE, "not both"),
    ],
)
def test_what_is_no_key_is_refused(settings, recipients, passphrase, words):
    settings.BACKUP_RECIPIENTS, settings.BACKUP_PASSPHRASE = recipients, passphrase
    with pytest.raises(BackupError, match=words):
        lock_from_settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "There is no key in"), ("AGE-SECRET-KEY-1QQQ", "is damaged"), ("age1abc", "There is no key in")],
)
def test_a_file_without_a_key_is_told(tmp_path, text, words):
    path = tmp_path / "key.txt"
    path.write_text(text)
    with pytest.raises(BackupError, match=words):
        keys_at_hand(b"", path)
    with pytest.raises(BackupError, match="There is no key to read"):
        keys_at_hand(b"", tmp_path / "none.txt")
