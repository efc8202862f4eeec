"""The process that reads one file: `python -m guidance.content.importing.reader`.

It reads a name's line and the file from its input, and writes what it found. Before it
looks at anything it gives up memory, time and files; whatever goes wrong then goes wrong
here, and nowhere else.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from guidance.content.importing.kinds import TEXTS, Kind, decoded, kind_of_file
from guidance.content.importing.lines import read_plain
from guidance.content.importing.marked_up import read_markdown
from guidance.content.importing.paragraphs import Reading
from guidance.content.importing.pdf import read_pdf
from guidance.content.importing.web_page import read_web_page
from guidance.content.importing.word import read_word
from guidance.content.problems import Refused

MOST_MEMORY = 1 << 30
MOST_SECONDS = 15

PACKED: dict[Kind, Callable[[bytes], Reading]] = {
    Kind.WORD: read_word,
    Kind.PDF: read_pdf,
}
WRITTEN: dict[Kind, Callable[[str], Reading]] = {
    Kind.WEB_PAGE: read_web_page,
    Kind.MARKDOWN: read_markdown,
    Kind.PLAIN: read_plain,
}


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a file. Raises Refused, or anything where it is broken."""
    kind = kind_of_file(data, name)
    if kind in TEXTS:
        return WRITTEN[kind](decoded(data, kind))
    return PACKED[kind](data)


def limit() -> None:
    """Give up what reading a memo does not need, for good."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    limit()
    name, _, data = sys.stdin.buffer.read().partition(b"\n")
    try:
        answer: dict[str, Any] = {"reading": read(data, name.decode()).model_dump()}
    except Refused as refused:
        problem = refused.problems[0]
        answer = {"refused": [problem.sentence, problem.remedy]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
