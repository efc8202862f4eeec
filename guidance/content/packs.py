"""A pack: a folder of YAML that holds a department's whole guidance.

    pack.yaml                 format: 1
    department.yaml
    memos/<slug>.yaml         one document a file; the file's name is its slug
    scenarios/<slug>.yaml
    wizards/<slug>.yaml

A pack comes from outside and is hostile until it has been read here. Loading reports
every problem it finds, in files and fields, and gives nothing if there is one. What
is dumped loads to the same guidance, and dumps again to the same bytes.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guidance.content import yaml_text
from guidance.content.checking import FOLDERS, check, place
from guidance.content.freezing import gather
from guidance.content.model import KINDS, Document, Guidance, kind_of
from guidance.content.problems import Problem, Refused
from guidance.content.values import FORMAT

LARGEST_FILE = 2_000_000
MOST_FILES = 20_000


def load_pack(folder: Path) -> Guidance:
    """Return the guidance in `folder`.

    Raises Refused with every problem there is: unreadable files, unknown or missing
    fields, and whatever `check` finds in the guidance as a whole.
    """
    reading = _Reading(folder)
    reading.check_format()
    documents = [found for path in _files(reading) if (found := reading.document(path))]
    if reading.problems:
        raise Refused(reading.problems)
    guidance = gather(documents)
    problems = [reading.placed(each) for each in check(guidance)]
    if problems:
        raise Refused(problems)
    return guidance


def dump_pack(guidance: Guidance, folder: Path) -> None:
    """Write `guidance` to `folder`, which is made where it is missing.

    Documents of an older dump that are no longer in the guidance are removed; files
    that are none of a pack's stay as they are.
    """
    texts = {"pack.yaml": yaml_text.write({"format": str(FORMAT)})}
    texts |= {f"{place(d)}.yaml": document_text(d) for d in guidance.documents()}
    for name in FOLDERS.values():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for old in (folder / name).glob("*.yaml"):
            if f"{name}/{old.name}" not in texts:
                old.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def document_text(document: Document) -> str:
    """Return `document` as the YAML text of its file."""
    content = document.model_dump(mode="json", exclude_defaults=True)
    if kind_of(document) in FOLDERS:
        del content["slug"]
    return yaml_text.write(_as_text(content))


def _as_text(content: Any) -> Any:
    """Return `content` with every number and truth value as the string it reads as."""
    if isinstance(content, dict):
        return {name: _as_text(each) for name, each in content.items()}
    if isinstance(content, list):
        return [_as_text(each) for each in content]
    if isinstance(content, bool):
        return "true" if content else "false"
    return str(content)


def _files(reading: _Reading) -> list[str]:
    """Return the pack's documents as paths inside it, in order of name."""
    names = ["department.yaml"]
    for name in FOLDERS.values():
        if (reading.folder / name).is_dir():
            found = os.listdir(reading.folder / name)
            names += sorted(
                f"{name}/{each}" for each in found if each.endswith(".yaml")
            )
    if len(names) <= MOST_FILES:
        return names
    sentence = f"The pack has {len(names):,} files."
    reading.report("", Problem("too-large", sentence, f"Keep to {MOST_FILES:,}."))
    return []


class _Reading:
    """One reading of a pack: its folder, its problems, and where things stood."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._read: set[str] = set()

    def report(self, file: str, problem: Problem) -> None:
        document = file.removesuffix(".yaml")
        self.problems.append(replace(problem, document=document, file=file))

    def check_format(self) -> None:
        found = self.content("pack.yaml")
        if found is None:
            return
        stated = (
            found.content.get("format") if isinstance(found.content, dict) else None
        )
        if stated != str(FORMAT):
            sentence = f"The format of the pack is {stated!r}."
            remedy = f"This program reads format {FORMAT}: write “format: '{FORMAT}'”."
            self.report("pack.yaml", Problem("unknown-format", sentence, remedy))

    def content(self, file: str) -> yaml_text.Read | None:
        """Return what `file` holds, or None after reporting why it can't be read."""
        try:
            found = yaml_text.read(self._text(file))
        except yaml_text.Malformed as error:
            remedy = "Mend the file, or take it out of the pack."
            problem = Problem("malformed", str(error), remedy, line=error.line)
            self.report(file, problem)
            return None
        self._read.add(file)
        return found

    def _text(self, file: str) -> str:
        path = self.folder / file
        if path.is_symlink() or not path.is_file():
            raise yaml_text.Malformed("There is no such file in the pack.", 0)
        if path.stat().st_size > LARGEST_FILE:
            raise yaml_text.Malformed(f"The file is over {LARGEST_FILE:,} bytes.", 0)
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise yaml_text.Malformed("The file is not UTF-8 text.", 0) from None

    def document(self, file: str) -> Document | None:
        """Return the document in `file`, or None after reporting its problems."""
        found = self.content(file)
        if found is None:
            return None
        folder, _, name = file.removesuffix(".yaml").rpartition("/")
        kind = next((k for k, v in FOLDERS.items() if v == folder), "department")
        if not isinstance(found.content, dict):
            sentence = "The file holds no named fields."
            remedy = "Begin with a field, such as “title: …”."
            self.report(file, Problem("malformed", sentence, remedy))
            return None
        named = {"slug": name} if folder else {}
        if folder and "slug" in found.content:
            sentence = "The slug is written inside the file."
            remedy = "Leave it out: the file's name is the slug."
            self.report(file, Problem("slug", sentence, remedy, field="slug"))
        try:
            return KINDS[kind].model_validate(found.content | named)
        except ValidationError as error:
            for each in error.errors(include_url=False, include_input=False):
                self._report_field(file, found, each)
            return None

    def _report_field(
        self, file: str, found: yaml_text.Read, error: ErrorDetails
    ) -> None:
        place = tuple(error["loc"])
        problem = Problem(
            "field",
            f"{error['msg']}.",
            EXPECTED.get(error["type"], "Correct it."),
            field=" › ".join(str(each) for each in place),
            line=found.line(place),
        )
        self.report(file, problem)

    def placed(self, problem: Problem) -> Problem:
        """Return `problem` with the file that its document stands in."""
        file = f"{problem.document}.yaml"
        return replace(problem, file=file if file in self._read else "")


EXPECTED = {
    "extra_forbidden": "No such field is known; check the spelling or take it out.",
    "missing": "Add the field.",
    "enum": "Use one of the words named.",
    "string_pattern_mismatch": "Use small letters, digits and single hyphens.",
    "string_too_short": "Write something here.",
    "string_too_long": "Shorten it.",
}
