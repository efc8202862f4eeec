"""Numbers as they are printed before a paragraph: “3.”, “(a)”, “§ 14-154”, “IV.”."""

from __future__ import annotations

import re
from typing import NamedTuple

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
ROMAN_WRITTEN = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")]
ROMAN_WRITTEN += [(9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
BULLET = "-"
BULLETS = "•◦▪‣●○■·–—*-"

_NAMED = r"(?:(?:Section|Sec\.|Article|Art\.|Part|Chapter|Rule)\s+|§{1,2}\s*)"
_DIGITS = r"\d{1,3}(?:[.-]\d{1,4})*(?:\([A-Za-z0-9]{1,4}\))*"
_SHORT = r"(?:\d{1,3}|[A-Za-z]|[ivxlc]{2,6}|[IVXLC]{2,6})"
TYPED = re.compile(
    rf"(?P<number>{_NAMED}(?:{_DIGITS}|{_SHORT})[.):]?"
    rf"|\d{{1,3}}(?:[.-]\d{{1,4}})+(?:\([A-Za-z0-9]{{1,4}}\))*[.)]?"
    rf"|{_SHORT}[.)]"
    rf"|\([A-Za-z0-9]{{1,4}}\)(?:\([A-Za-z0-9]{{1,4}}\))*)"
    r"(?:\s+[–—-])?\s+(?=\S)"
)
BARE = re.compile(r"(?P<number>\d{1,3})\s+(?=[^\W\d_])")
BULLETED = re.compile(rf"[{re.escape(BULLETS)}]\s+(?=\S)")


class Counted(NamedTuple):
    """A number as a place in a row of its like: “(c)” is the third of “(a)”."""

    style: str
    place: int


def take_number(text: str, *, is_heading: bool = False) -> tuple[str, str]:
    """Return the number that `text` begins with, or "", and what follows it."""
    if found := BULLETED.match(text):
        return BULLET, text[found.end() :]
    found = TYPED.match(text) or (BARE.match(text) if is_heading else None)
    if not found:
        return "", text
    return " ".join(found["number"].split()), text[found.end() :]


def as_cited(number: str) -> str:
    """Return `number` as it is cited: “Section 3.” is cited as “3”."""
    bare = re.sub(rf"^{_NAMED}", "", number).strip()
    if bare == BULLET:
        return ""
    return bare.rstrip(".:") if bare.startswith("(") else bare.rstrip(".:)")


def below(whole: str, part: str) -> str:
    """Return how `part` is cited that is a part of `whole`: “(a)” of “3” is “3(a)”."""
    if not whole or not part or part.startswith(whole):
        return part
    if part.startswith("("):
        return whole + part
    return f"{whole}.{part}" if len(part) <= 3 else part


def counted(number: str) -> Counted | None:
    """Return the place of `number` in its row, or None where it has none.

    “i” and “I” are read as one and not as the ninth letter.
    """
    core = as_cited(number)
    around = number.replace(core, "#") if core else ""
    core = core.strip("()")
    if found := re.fullmatch(r"((?:\d+[.-])*)(\d+)", core):
        return Counted(f"{found[1]}1 {around}", int(found[2]))
    if core and set(core.lower()) <= set(ROMAN) and not _is_letter(core):
        return Counted(f"{_case(core)} roman {around}", from_roman(core.lower()))
    if len(core) == 1 and core.isalpha():
        return Counted(f"{_case(core)} letter {around}", ord(core.lower()) - 96)
    return None


def _is_letter(core: str) -> bool:
    """Say whether a Roman number is rather a letter: nobody's list begins at “c”."""
    return core.lower() in {"c", "l"}


def follows(number: str, before: str) -> bool:
    """Say whether `number` comes right after `before` in one row.

    A single letter may be a Roman number as well; the row it stands in tells.
    """
    now, last = counted(number), counted(before)
    if now and last and now == Counted(last.style, last.place + 1):
        return True
    old, new = (as_cited(each).strip("()") for each in (before, number))
    letters = len(old) == len(new) == 1 and old.isalpha() and new.isalpha()
    return letters and ord(new) == ord(old) + 1


def from_roman(letters: str) -> int:
    values = [ROMAN[each] for each in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def to_roman(number: int) -> str:
    written = ""
    for value, letters in ROMAN_WRITTEN:
        written += letters * (number // value)
        number %= value
    return written


def to_letters(number: int) -> str:
    """Return the `number`th of a, b, … z, aa, bb, as Word and browsers count."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _case(letters: str) -> str:
    return "upper" if letters.isupper() else "lower"
