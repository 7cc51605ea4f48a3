"""What a file really is: by its content, never by its name."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
from contextlib import suppress

import pytest

from coproduction.core.refusals import Refusal
from coproduction.documents.contents import type_of
from coproduction.documents.kinds import TO_HEAR, TO_READ
from tests.documents.files import GOOD, HOSTILE, WORD, archive_of


@pytest.mark.parametrize("ending", GOOD)
def test_a_good_file_is_known_and_can_be_read_from_its_beginning(ending):
    file = io.BytesIO(GOOD[ending])

    assert type_of(file, len(GOOD[ending]), wanted=(*TO_READ, *TO_HEAR)) == ending
    assert file.read() == GOOD[ending]


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_beside_its_field(what):
    data, said = HOSTILE[what]

    with pytest.raises(Refusal) as refused:
        type_of(io.BytesIO(data), len(data), wanted=TO_READ)

    assert (refused.value.message, refused.value.field) == (said, "file")


def test_a_paper_is_refused_where_a_sound_is_wanted():
    with pytest.raises(Refusal, match="The file must be MP3, M4A or Ogg"):
        type_of(io.BytesIO(WORD), len(WORD), wanted=TO_HEAR)


def test_a_file_that_would_grow_without_end_is_not_unpacked():
    bomb = archive_of({"[Content_Types].xml": b" " * 300_000_000, "word/document.xml": b" " * 1000})
    tracemalloc.start()
    started = time.process_time()

    assert type_of(io.BytesIO(bomb), len(bomb), wanted=TO_READ) == "docx"

    assert time.process_time() - started < 2
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("seed", range(30))
def test_noise_is_refused_and_nothing_else_happens(seed):
    noise = random.Random(seed)
    data = bytearray(WORD if seed % 2 else GOOD["odt"])
    for _ in range(20):
        data[noise.randrange(4, len(data))] = noise.randrange(256)

    with suppress(Refusal):
        assert type_of(io.BytesIO(bytes(data)), len(data), wanted=TO_READ) in TO_READ
