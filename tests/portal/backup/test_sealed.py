"""What is written comes out again, with the right key and whole; anything else is told."""

import shutil
import subprocess

import pytest
from pyrage import x25519

from portal.backup.exceptions import BackupError
from portal.backup.keys import Lock
from portal.backup.sealed import opened, preface_of, refuse_wrong_size, sealing
from tests.portal.backup.conftest import new_key

SIZES = [0, 1, 65_535, 65_536, 65_537, 300_000]


def lock_of(key, preface=b""):
    return Lock(recipients=(key.identity.to_public(),), preface=preface)


def sealed(path, key, size, preface=b""):
    with sealing(path, lock_of(key, preface)) as sink:
        sink.write(b"a" * size)
    return sink.count


def content(path, identities):
    with opened(path, identities) as source:
        return source.read()


@pytest.mark.parametrize("size", SIZES)
def test_what_is_written_comes_out_again(tmp_path, key, size):
    path = tmp_path / "x.age"
    assert sealed(path, key, size) == size
    assert content(path, [key.identity]) == b"a" * size
    assert (path.stat().st_mode & 0o777, preface_of(path)) == (0o600, b"")
    refuse_wrong_size(path, size)


@pytest.mark.parametrize("size", SIZES)
def test_another_size_is_told_without_a_key(tmp_path, key, size):
    path = tmp_path / "x.age"
    sealed(path, key, size)
    for wrong in (size + 1, size + 65_536, abs(size - 1) if size else 7):
        with pytest.raises(BackupError, match="damaged or cut short"):
            refuse_wrong_size(path, wrong)


def test_another_key_opens_nothing(tmp_path, key):
    path = tmp_path / "x.age"
    sealed(path, key, 10)
    with pytest.raises(BackupError, match="The key does not open this backup"):
        content(path, [x25519.Identity.generate()])
    assert content(path, [x25519.Identity.generate(), key.identity]) == b"a" * 10


@pytest.mark.parametrize("place", [0, 30, 200, 400, 70_000, 200_000, -1])
def test_one_flipped_bit_is_told(tmp_path, key, place):
    path = tmp_path / "x.age"
    sealed(path, key, 300_000)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(BackupError, match=r"damaged|is no backup of the portal"):
        content(path, [key.identity])


@pytest.mark.parametrize("cut", [1, 17, 37_000, 299_900, 300_300])
def test_a_file_that_is_cut_short_is_told(tmp_path, key, cut):
    path = tmp_path / "x.age"
    sealed(path, key, 300_000)
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(BackupError, match=r"damaged|is no backup of the portal"):
        content(path, [key.identity])


def test_some_other_file_is_no_backup(tmp_path):
    path = tmp_path / "x.age"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(BackupError, match=r"x\.age is no backup of the portal"):
        preface_of(path)
    with pytest.raises(BackupError, match="cannot be read: No such file"):
        preface_of(tmp_path / "none.age")


def test_no_file_is_written_over(tmp_path, key):
    path = tmp_path / "x.age"
    sealed(path, key, 1)
    with pytest.raises(FileExistsError):
        sealed(path, key, 1)


def test_a_disk_that_is_full_is_told(key, monkeypatch, tmp_path):
    """/dev/full takes nothing."""
    monkeypatch.setattr("builtins.open", lambda *args, **options: FullDisk())
    with pytest.raises(BackupError, match="No space left"):
        sealed(tmp_path / "x.age", key, 5_000_000)


class FullDisk:
    def __enter__(self):
        return self

    def __exit__(self, *failure):
        return None

    def write(self, data):
        if data:
            raise OSError(28, "No space left on device")

    def flush(self):
        pass


@pytest.mark.skipif(shutil.which("age") is None, reason="age itself is not installed")
def test_age_itself_opens_it(tmp_path, key):
    path, other = tmp_path / "x.age", new_key(tmp_path / "other.txt")
    sealed(path, key, 100_000)
    opens = ["age", "--decrypt", "--identity", str(key.path), str(path)]
    assert subprocess.run(opens, capture_output=True, check=True).stdout == b"a" * 100_000
    refused = subprocess.run([*opens[:3], str(other.path), str(path)], capture_output=True, check=False)
    assert (refused.returncode, refused.stdout) == (1, b"")
