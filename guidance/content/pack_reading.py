"""A pack read file by file, trusting nothing in it.

A pack comes from outside: its files may be links out of it, folders, far too large or
no text at all. Reading goes on after a problem, so that one look tells everything.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from guidance.content import yaml_text
from guidance.content.checking import FOLDERS
from guidance.content.department import Department
from guidance.content.field_problems import field_problems, shown
from guidance.content.findings import Finding
from guidance.content.model import KINDS, Document
from guidance.content.problems import Problem, legible
from guidance.content.values import FORMAT

Placed = TypeVar("Placed", Problem, Finding)

MEND = "Mend it, or take it out of the pack."
LARGEST_FILE = 2_000_000
LARGEST_PACK = 50_000_000
MOST_FILES = 20_000
MOST_PROBLEMS = 10_000

OF_THE_PACK = {"pack.yaml", "department.yaml", "waivers.yaml"}
KNOWN = {"", *FOLDERS.values()}
NEEDED_FOR = {"memo": "memos", "section": "memos"}
NEEDED_FOR |= {"scenario": "scenarios", "wizard": "wizards", "outcome": "wizards"}
"""Where what is named should be found; everything else is the department's."""

UNREAD = Department(slug="unread", name="Unread", short_name="Unread", kind="Unread")
"""Stands for a department that can't be read, so that the rest can be looked at."""


class Reading:
    """One reading of a pack: its problems, and where things stood in its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._files: dict[str, yaml_text.Read] = {}
        self._lines_of: dict[str, dict[str, int]] = {}
        self._unread: set[str] = set()
        self._size = 0

    def documents(self) -> list[Document]:
        """Return every document that can be read; `problems` tells of the others."""
        if not os.path.isdir(self.folder):
            sentence = f"“{legible(str(self.folder)[:200])}” is no folder."
            self._report("", "no-pack", sentence, "Name another.")
            return [UNREAD]
        self._check_format()
        names = list(self._names())
        if len(names) > MOST_FILES:
            sentence = f"The pack has {len(names):,} files."
            self._report("", "too-large", sentence, f"Keep to {MOST_FILES:,}.")
            return [UNREAD]
        read = list(self._valid_documents(names))
        if any(isinstance(each, Department) for each in read):
            return read
        return [UNREAD, *read]

    def _valid_documents(self, names: list[str]) -> Iterator[Document]:
        for name in names:
            if document := self._document(name):
                yield document
            if len(self.problems) >= MOST_PROBLEMS:
                sentence = "There are too many problems to read on."
                self._report("", "too-many", sentence, "Mend these first.")
                self._unread |= KNOWN
                return

    def could_be_elsewhere(self, problem: Problem) -> bool:
        """Say whether what `problem` misses may stand in a file that wasn't read."""
        _, unknown, wanted = problem.kind.partition("unknown-")
        if wanted == "ref":  # whatever has a ref may have been meant
            return bool(self._unread)
        return bool(unknown) and NEEDED_FOR.get(wanted, "") in self._unread

    def placed(self, problem: Placed, file: str = "") -> Placed:
        """Return `problem` with the file its document stands in, and the line."""
        file = file or f"{problem.document}.yaml"
        if file not in self._files:
            return problem
        lines, field = self._lines(file), problem.field
        while field not in lines:
            field = field.rpartition(" › ")[0]
        return replace(problem, file=legible(file), line=lines[field])

    def _lines(self, file: str) -> dict[str, int]:
        """Return the line of every field of `file`, and of the whole as “”."""
        if file not in self._lines_of:
            read = self._files[file]
            places = reversed(read.lines.items())  # of two alike, the first is meant
            self._lines_of[file] = {
                shown(place, read.content): line for place, line in places
            }
        return self._lines_of[file]

    def _report(
        self, file: str, kind: str, sentence: str, remedy: str, line: int = 0
    ) -> None:
        name = legible(file)
        document = name.removesuffix(".yaml")
        self.problems.append(Problem(kind, sentence, remedy, document, "", name, line))

    def _check_format(self) -> None:
        content = self._content("pack.yaml")
        if content is not None and content != {"format": str(FORMAT)}:
            sentence = "The pack is of a format that is not known here."
            remedy = f"This program reads format {FORMAT}: write “format: '{FORMAT}'”."
            self._report("pack.yaml", "unknown-format", sentence, remedy, 1)

    def _names(self) -> Iterator[str]:
        """Yield the documents' files; report what looks like one and would be lost."""
        yield "department.yaml"
        if os.path.lexists(self.folder / "waivers.yaml"):
            yield "waivers.yaml"
        for folder in ("", *self._folders()):
            for name in sorted(os.listdir(self.folder / folder)):
                file = f"{folder}/{name}".removeprefix("/")
                if folder in FOLDERS.values() and name.endswith(".yaml"):
                    yield file
                elif _is_yaml(name) and file not in OF_THE_PACK:
                    sentence = "A pack has no file of this name in this place."
                    remedy = f"Name it <slug>.yaml, in {', '.join(FOLDERS.values())}."
                    self._report(file, "stray", sentence, remedy)
                    self._unread |= {folder} & KNOWN or KNOWN

    def _folders(self) -> Iterator[str]:
        for entry in sorted(os.scandir(self.folder), key=lambda each: each.name):
            if entry.is_dir(follow_symlinks=False):
                yield entry.name
            elif entry.name in FOLDERS.values():
                sentence = "This is no folder but a file or a link."
                self._report(entry.name, "malformed", sentence, MEND)
                self._unread.add(entry.name)

    def _document(self, file: str) -> Document | None:
        """Return the document in `file`, or None after reporting its problems."""
        folder, _, name = file.removesuffix(".yaml").rpartition("/")
        problems = len(self.problems)
        document = self._valid(file, folder, name, self._content(file))
        if len(self.problems) > problems:
            self._unread.add(folder)
            return None
        return document

    def _valid(
        self, file: str, folder: str, name: str, content: Any
    ) -> Document | None:
        if not isinstance(content, dict):
            return None
        kind = next((k for k, v in FOLDERS.items() if v == folder), name)
        if folder and "slug" in content:
            line = self._files[file].line(("slug",))
            remedy = "Take it out: the file's name is the slug."
            self._report(file, "slug", "The slug is written inside.", remedy, line)
        named = {"slug": name} if folder else {}
        try:
            return KINDS[kind].model_validate(content | named)
        except ValidationError as error:
            found = field_problems(error, legible(file)[:-5], content)
            for each in islice(found, max(0, MOST_PROBLEMS - len(self.problems))):
                self.problems.append(self.placed(each, file))
            return None

    def _content(self, file: str) -> Any:
        """Return the fields in `file`, or None after reporting why there are none."""
        try:
            read = yaml_text.read(self._text(file))
            if not isinstance(read.content, dict):
                raise yaml_text.Malformed("The file holds no named fields.", 1)
        except yaml_text.Malformed as error:
            self._report(file, "malformed", str(error), MEND, error.line)
            return None
        self._files[file] = read
        return read.content

    def _text(self, file: str) -> str:
        path = self.folder / file
        if not os.path.lexists(path):
            raise yaml_text.Malformed("The file is missing.", 0)
        if path.is_symlink() or not path.is_file():
            raise yaml_text.Malformed("This is no file but a folder or a link.", 0)
        try:
            with path.open("rb") as opened:
                written = opened.read(LARGEST_FILE + 1)
        except OSError as error:
            raise yaml_text.Malformed(
                f"It can't be read: {error.strerror}.", 0
            ) from None
        return self._decoded(written)

    def _decoded(self, written: bytes) -> str:
        self._size += len(written)
        if len(written) > LARGEST_FILE:
            raise yaml_text.Malformed(f"The file is over {LARGEST_FILE:,} bytes.", 0)
        if self._size > LARGEST_PACK:
            raise yaml_text.Malformed(f"The pack is over {LARGEST_PACK:,} bytes.", 0)
        try:
            return written.decode()
        except UnicodeDecodeError as error:
            line = written.count(b"\n", 0, error.start) + 1
            raise yaml_text.Malformed("The file is not UTF-8 text.", line) from None


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml"))
