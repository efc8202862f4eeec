"""Looking into a Word document before anything opens it: a zip from outside.

What the zip says of its sizes may be a lie, so every part is unpacked once here, counted
while it is, and thrown away.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from guidance.content.importing.paragraphs import unreadable

MOST_PARTS = 2_000
LARGEST_UNPACKED = 60_000_000
MOST_TIMES = 150
"""A part may unpack to so many times its size: a long Word text to thirty times."""

SMALL = 2_000_000
CHUNK = 1 << 16

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # a compression that Word doesn't write
    RuntimeError,  # a password
    EOFError,
    OSError,
    ValueError,
)
SAVE_ANEW = (
    "Open it in Word, save it again as “Word Document (.docx)”, and choose that."
)


def inspect_word(data: bytes) -> None:
    """Raise Refused unless `data` is a Word document that may be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            _inspect(zipped)
    except BROKEN:
        raise unreadable(
            "The Word document is broken: it can't be unpacked.", SAVE_ANEW
        ) from None


def _inspect(zipped: zipfile.ZipFile) -> None:
    parts = zipped.infolist()
    names = [each.filename for each in parts]
    if len(parts) > MOST_PARTS:
        raise unreadable(f"The document has {len(parts):,} parts inside.", SAVE_ANEW)
    if len({each.lower() for each in names}) < len(names):
        raise unreadable("The document holds one part twice.", SAVE_ANEW)
    if any("vbaproject" in each.lower() for each in names):
        raise unreadable(
            "The document has macros, which are programs.",
            "Save it as “Word Document (.docx)”, which holds none, and choose that.",
        )
    if "word/document.xml" not in names:
        raise unreadable(
            "The file is a zip file, but no Word document.",
            "Choose a .docx, a PDF, a web page, Markdown or plain text.",
        )
    left = LARGEST_UNPACKED
    for part in parts:
        left = _inspect_part(zipped, part, left)


def _inspect_part(zipped: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Return how many of `left` bytes the others may have. Raises Refused."""
    size, before = 0, b""
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    with zipped.open(part) as packed:
        while chunk := packed.read(CHUNK):
            size += len(chunk)
            if size > left or size > max(SMALL, part.compress_size * MOST_TIMES):
                raise unreadable(
                    "The document unpacks to far more than a memo can be.", SAVE_ANEW
                )
            if is_xml and _declares(before + chunk):
                raise unreadable(
                    "The document declares entities of its own, which Word never does.",
                    SAVE_ANEW,
                )
            before = chunk[-32:]
    return left - size


def _declares(xml: bytes) -> bool:
    plain = xml.replace(b"\0", b"").upper()  # in whatever width it is written
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
