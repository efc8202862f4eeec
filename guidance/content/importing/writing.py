"""Text that was read somewhere, written as Markdown that shows exactly that text.

What could mean something in Markdown is escaped only where it would: a text is tried as
it is, then escaped, and the first that reads as what was there is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from guidance.content.importing.numbers import take_number
from guidance.content.importing.paragraphs import LONGEST_PARAGRAPH, Paragraph, too_long
from guidance.content.markdown import plain
from guidance.content.values import CONTROL, TURNS_TEXT_ROUND

LONGEST_HEADING = 120
MOST_WORDS = 14
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
MARKS = re.compile(r"([\\`*_\[\]<>&|])")
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xad": "", "\u200b": ""}
)


class Run(NamedTuple):
    """A stretch of text in one type."""

    text: str
    strong: bool = False
    emphasis: bool = False


def seen(text: str) -> str:
    """Return `text` without what can't be seen, and with ligatures as letters."""
    spaced = re.sub(r"\s+", " ", text.translate(LIGATURES))
    return TURNS_TEXT_ROUND.sub("", CONTROL.sub("", spaced))


def paragraph(
    runs: Iterable[Run], *, level: int = 0, number: str = "", page: int = 0
) -> Paragraph | None:
    """Return the paragraph that the `runs` make up, or None where they say nothing."""
    kept = _joined(runs)
    text = "".join(each.text for each in kept)
    if not text:
        return None
    if not number:
        number, rest = take_number(text, is_heading=level > 0)
        kept = _without(kept, len(text) - len(rest))
    if level:
        kept = [Run("".join(each.text for each in kept))]
    written = as_markdown(kept)
    if len(written) > LONGEST_PARAGRAPH:
        what = f"a paragraph of {len(written):,} characters"
        raise too_long(what, f"{LONGEST_PARAGRAPH:,}")
    return Paragraph(text=written, level=level, number=number, page=page)


def as_markdown(runs: Sequence[Run]) -> str:
    """Return Markdown that shows the text of `runs`, to the letter."""
    text = " ".join("".join(each.text for each in runs).split())
    for special in (None, MARKS, PUNCTUATION):
        tried = _marked(_escaped(each, special) for each in runs)
        if _reads(tried, text):
            return tried
    return PUNCTUATION.sub(r"\\\1", text)


def looks_like_heading(text: str) -> bool:
    """Say whether `text` is short and ends like no sentence."""
    words = text.split()
    ends = text.rstrip()[-1:]
    return (
        0 < len(words) <= MOST_WORDS
        and len(text) <= LONGEST_HEADING
        and ends not in ".;,?!"
        and any(each.isalpha() for each in text)
        and (words[0][0].isupper() or not words[0][0].isalpha())
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return `rows` of cells, each on one line and in Markdown, as a table."""
    width = max(map(len, rows))
    lines = [
        f"| {' | '.join(_cell(each) for each in [*row, *[''] * (width - len(row))])} |"
        for row in rows
    ]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(text: str) -> str:
    return text.replace("\\|", "|").replace("|", "\\|").replace("\n", " ")


def _escaped(run: Run, special: re.Pattern[str] | None) -> Run:
    return run._replace(text=special.sub(r"\\\1", run.text)) if special else run


def _reads(markdown: str, text: str) -> bool:
    return " ".join(plain(markdown).split()) == text


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Return `runs` cleaned, those in one type as one, without space at either end."""
    joined: list[Run] = []
    for run in runs:
        text = seen(run.text)
        if joined and (not text.strip() or joined[-1][1:] == run[1:]):
            joined[-1] = joined[-1]._replace(text=joined[-1].text + text)
        elif text:
            joined.append(run._replace(text=text))
    text = "".join(each.text for each in joined)
    start = len(text) - len(text.lstrip())
    return _up_to(_without(joined, start), len(text.strip()))


def _without(runs: Sequence[Run], characters: int) -> list[Run]:
    """Return `runs` without their first `characters`."""
    kept = []
    for run in runs:
        text = run.text[characters:]
        characters = max(0, characters - len(run.text))
        if text:
            kept.append(run._replace(text=text))
    return kept


def _up_to(runs: Sequence[Run], characters: int) -> list[Run]:
    kept = []
    for run in runs:
        text = run.text[:characters]
        characters -= len(text)
        if text:
            kept.append(run._replace(text=text))
    return kept


def _marked(runs: Iterable[Run]) -> str:
    return " ".join("".join(map(_mark, runs)).split())


def _mark(run: Run) -> str:
    mark = "**" * run.strong + "*" * run.emphasis
    words = run.text.strip()
    if not mark or not words:
        return run.text
    before = run.text[: len(run.text) - len(run.text.lstrip())]
    after = run.text[len(run.text.rstrip()) :]
    return f"{before}{mark}{words}{mark}{after}"
