"""A pack: a folder of YAML that holds a department's whole guidance.

    pack.yaml                 format: 1
    department.yaml
    waivers.yaml              may be missing
    memos/<slug>.yaml         one document a file; the file's name is its slug
    scenarios/<slug>.yaml
    wizards/<slug>.yaml
    cases/<slug>.yaml         of the wizard of that name; may be missing

A pack comes from outside and is hostile until it has been read here. Loading reports
every problem it finds, in files and fields, and gives nothing if there is one. What
is dumped loads to the same guidance, and dumps again to the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from guidance.content import yaml_text
from guidance.content.checking import FOLDERS, check, place
from guidance.content.freezing import gather
from guidance.content.model import Document, Guidance, kind_of
from guidance.content.pack_reading import Reading
from guidance.content.problems import Refused
from guidance.content.values import FORMAT


def load_pack(folder: Path) -> Guidance:
    """Return the guidance in `folder`.

    Raises Refused with every problem there is: unreadable files, unknown or missing
    fields, and whatever `check` finds in the guidance as a whole. Nothing is called
    unknown that could stand in a file that can't be read.
    """
    return read_pack(folder)[0]


def read_pack(folder: Path) -> tuple[Guidance, Reading]:
    """Return the guidance in `folder`, and where things stand in its files.

    Raises Refused as `load_pack` does.
    """
    reading = Reading(folder)
    guidance = gather(reading.documents())
    problems = [
        *reading.problems,
        *(
            reading.placed(each)
            for each in check(guidance)
            if not reading.could_be_elsewhere(each)
        ),
    ]
    if problems:
        raise Refused(problems)
    return guidance, reading


def dump_pack(guidance: Guidance, folder: Path) -> None:
    """Write `guidance` to `folder`, which is made where it is missing.

    Documents of an older dump that are no longer in the guidance are removed; files
    that are none of a pack's stay as they are.
    """
    texts = {"pack.yaml": yaml_text.write({"format": str(FORMAT)})}
    texts |= {f"{place(d)}.yaml": document_text(d) for d in guidance.documents()}
    if "waivers.yaml" not in texts:
        (folder / "waivers.yaml").unlink(missing_ok=True)
    for name in FOLDERS.values():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for old in (folder / name).glob("*.yaml"):
            if f"{name}/{old.name}" not in texts and old.is_file():
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
