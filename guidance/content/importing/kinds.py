"""What kind of file it is: by what is in it, never by its name alone.

A name that says something else than the content is refused, because one of the two is
not what the trainer thinks it is.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from pathlib import PurePath

from guidance.content.importing.paragraphs import unreadable
from guidance.content.problems import Refused, legible

LARGEST_FILE = 10_000_000
"""Bytes. A long memo with pictures has a tenth of that."""


class Kind(StrEnum):
    """A format that can be read."""

    WORD = "word"
    PDF = "pdf"
    WEB_PAGE = "web_page"
    MARKDOWN = "markdown"
    PLAIN = "plain"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Kind.WORD: "Word document",
    Kind.PDF: "PDF",
    Kind.WEB_PAGE: "web page",
    Kind.MARKDOWN: "Markdown",
    Kind.PLAIN: "plain text",
}
SUFFIXES = {
    ".docx": Kind.WORD,
    ".pdf": Kind.PDF,
    ".html": Kind.WEB_PAGE,
    ".htm": Kind.WEB_PAGE,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.PLAIN,
}
TEXTS = {Kind.WEB_PAGE, Kind.MARKDOWN, Kind.PLAIN}
CHOOSE = "Choose a .docx, a PDF, a web page, Markdown or plain text."
OTHERS = {
    ".doc": "It is an old Word document.",
    ".docm": "It is a Word document with macros, which are programs.",
    ".dotm": "It is a Word template with macros, which are programs.",
    ".dotx": "It is a Word template.",
    ".rtf": "It is an RTF file.",
    ".odt": "It is an OpenDocument file.",
}
AS_WORD = "Open it in Word, save it as “Word Document (.docx)”, and choose that."
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Possessive: a file of nothing but comments could keep it trying for ever.
IS_A_PAGE = re.compile(
    r"\s*+(?><!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{3,20})", re.I)
KNOWN = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}
MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of_file(data: bytes, name: str) -> Kind:
    """Return what kind of file `data` is, which came under `name`. Raises Refused."""
    if not data:
        raise unreadable("The file is empty: it has 0 bytes.", "Choose another one.")
    if len(data) > LARGEST_FILE:
        raise unreadable(
            f"The file has {len(data):,} bytes; {LARGEST_FILE:,} can be read.",
            "Take out its pictures, or paste the text.",
        )
    suffix = PurePath(name).suffix.lower()
    if suffix in OTHERS:
        raise unreadable(OTHERS[suffix], AS_WORD)
    if suffix not in SUFFIXES:
        said = f"“{legible(suffix)[:20]}” says of no format that can be read here."
        raise unreadable(f"The ending {said}" if suffix else _NO_ENDING, CHOOSE)
    return _agreed(data, SUFFIXES[suffix], suffix)


_NO_ENDING = "The file's name has no ending that says what it is."


def _agreed(data: bytes, named: Kind, suffix: str) -> Kind:
    found = _looked_at(data)
    if found is None and named not in TEXTS:
        raise _mismatch(suffix, f"is no {named.label}")
    if found and found is not named:
        raise _mismatch(suffix, f"is in truth a {found.label}")
    if named in {Kind.MARKDOWN, Kind.PLAIN} and IS_A_PAGE.match(decoded(data)):
        raise _mismatch(suffix, "is in truth a web page")
    return named


def _looked_at(data: bytes) -> Kind | None:
    if data.startswith(OLE):
        raise unreadable(
            "It is an old Word document, or one that is protected by a password.",
            AS_WORD,
        )
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    return Kind.WORD if data.startswith(b"PK") else None


def _mismatch(suffix: str, what: str) -> Refused:
    return unreadable(
        f"The file's name ends in “{suffix}”, but it {what}.",
        "Look whether it is the right file; if it is, give it the right ending.",
    )


def decoded(data: bytes, kind: Kind = Kind.PLAIN) -> str:
    """Return the text in `data`. Raises Refused where it is none."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _text(data.removeprefix(mark), encoding)
    try:
        return _text(data, "utf-8")
    except Refused:
        charset = CHARSET.search(data[:2048]) if kind is Kind.WEB_PAGE else None
        said = charset[1].decode("ascii").lower() if charset else "cp1252"
        return _text(data, KNOWN.get(said, said) if _is_known(said) else "cp1252")


def _is_known(encoding: str) -> bool:
    """Say whether `encoding` is one of characters, and not one that unpacks."""
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _text(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        text = "\0"
    if NOT_TEXT.search(text):
        raise unreadable("The file holds something else than text.", CHOOSE)
    return text
