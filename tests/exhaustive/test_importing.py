"""Importing the pack's own long documents, and files that mean harm or are broken."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.content.importing.apart import read_apart
from guidance.content.importing.reader import read
from guidance.content.importing.splitting import body, split
from guidance.content.markdown import plain
from guidance.content.packs import load_pack
from guidance.content.problems import Refused
from guidance.content.quoting import normalise
from tests.content.made_files import MADE, a_file, a_pdf, a_word_file, blocks_of

MEMOS = load_pack(Path("fixtures/nypd")).memos


def as_read(markdown: str) -> str:
    return normalise(plain(markdown))


@pytest.mark.parametrize("suffix", [each for each in MADE if each != ".txt"])
@pytest.mark.parametrize("memo", MEMOS, ids=lambda memo: memo.slug)
def test_every_memo_of_the_pack_is_imported_with_all_its_sections(memo, suffix):
    paragraphs = read(a_file(suffix, blocks_of(memo)), f"memo{suffix}").paragraphs

    found = split(paragraphs)

    texts = [as_read(body(paragraphs, found.parts, n)) for n in range(len(found.parts))]
    assert found.title == " ".join(memo.title.split())
    assert texts == [as_read(each.body) for each in memo.sections]
    for part, section in zip(found.parts, memo.sections, strict=True):
        assert f"{part.number} {part.heading}".strip().endswith(section.heading)


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_process_of_its_own_reads_the_same(suffix):
    data = a_file(suffix)

    assert read_apart(data, f"x{suffix}") == read(data, f"x{suffix}")


SPOILT = {".docx": a_word_file(), ".pdf": a_pdf()}


@pytest.mark.parametrize("suffix", SPOILT)
def test_spoilt_files_are_read_or_refused(suffix):
    chance = random.Random(suffix)
    for _ in range(3):
        data = bytearray(SPOILT[suffix])
        for _ in range(chance.choice([1, 5, 50])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        data = data[: chance.choice([len(data), chance.randrange(len(data))])]

        with suppress(Refused):
            assert read_apart(bytes(data), f"x{suffix}").paragraphs


def test_what_would_take_for_ever_or_all_memory_is_refused(monkeypatch):
    monkeypatch.setattr("guidance.content.importing.apart.MOST_SECONDS", 0.05)

    with pytest.raises(Refused, match="far more than a memo"):
        read_apart(a_word_file(), "x.docx")


DEEP = {
    ".html": b"<div>" * 20_000 + b"Text",
    ".md": b">" * 20_000 + b" Text",
    ".txt": b"1.1.1.1.1.1.1(a)(b)" * 1_500 + b" Text",
}


@pytest.mark.parametrize("suffix", DEEP)
def test_what_is_nested_too_deep_harms_nobody(suffix):
    with suppress(Refused):
        assert read_apart(DEEP[suffix], f"x{suffix}").paragraphs


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 2), st.text(max_size=60)), max_size=8))
def test_whatever_a_web_page_says_is_split_without_loss(blocks):
    with suppress(Refused):
        paragraphs = read(a_file(".html", blocks), "x.html").paragraphs
        found = split(paragraphs)

        starts = [each.start for each in found.parts]
        assert starts == sorted(set(starts))
        assert starts[0] <= 1
