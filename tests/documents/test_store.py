"""The folder in which files are kept."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime, timedelta

import pytest

from coproduction.documents.store import Folder


@pytest.fixture
def store(tmp_path):
    return Folder(tmp_path / "documents")


def test_what_is_kept_comes_back_byte_for_byte(store):
    data = os.urandom(300_000)

    key = store.put(io.BytesIO(data))

    with store.open(key) as file:
        assert file.read() == data


def test_only_the_programmes_own_user_can_read_the_folder_and_its_files(store):
    key = store.put(io.BytesIO(b"a"))

    assert store.path.stat().st_mode & 0o777 == 0o700
    assert (store.path / key).stat().st_mode & 0o777 == 0o600


class Broken(io.BytesIO):
    def read(self, size=-1):
        raise ConnectionError("The line broke")


def test_a_source_that_breaks_leaves_nothing(store):
    with pytest.raises(ConnectionError):
        store.put(Broken(b"a"))

    assert list(store.path.iterdir()) == []


@pytest.mark.parametrize("key", ["../secret-key", "", "a" * 31, "A" * 32, "a" * 32 + "/../../b", "/etc/passwd", "a\n"])
def test_a_key_that_we_did_not_make_opens_and_deletes_nothing(store, key):
    store.put(io.BytesIO(b"a"))
    for act in (store.open, store.delete):
        with pytest.raises(FileNotFoundError):
            act(key)


def test_a_file_that_is_gone_is_not_there_and_deleting_it_again_is_harmless(store):
    key = store.put(io.BytesIO(b"a"))
    store.delete(key)
    store.delete(key)

    with pytest.raises(FileNotFoundError):
        store.open(key)


def test_keys_are_told_by_when_they_were_put_unfinished_files_too(store):
    key = store.put(io.BytesIO(b"a"))
    (store.path / f"{'b' * 32}.part").touch()
    soon = datetime.now(UTC) + timedelta(minutes=1)

    assert sorted(store.keys(before=soon)) == sorted([key, f"{'b' * 32}.part"])
    assert list(store.keys(before=soon - timedelta(days=1))) == []
    store.delete(f"{'b' * 32}.part")
    assert list(store.keys(before=soon)) == [key]
