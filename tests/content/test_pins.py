"""Pinned results: what can be pinned to which query, and how a change of it reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from guidance.content.checking import check
from guidance.content.comparing import compare
from guidance.content.model import Guidance
from guidance.content.packs import dump_pack, load_pack
from guidance.content.pins import pinned_to
from guidance.content.problems import Refused
from tests.content.a_guidance import a_department, a_guidance

Pin = tuple[Sequence[str], Sequence[str]]


def pinning(*pins: Pin) -> Guidance:
    """The tiny guidance with these pins: queries, and the refs pinned to them."""
    pinned = [{"queries": queries, "refs": refs} for queries, refs in pins]
    return a_guidance(department=a_department(pinned=pinned))


def test_everything_with_a_ref_and_a_page_of_its_own_can_be_pinned():
    refs = ["w-take", "a01", "b", "b-1"]
    guidance = pinning((["Bike at the door?", "bikes"], refs))

    assert check(guidance) == []
    assert pinned_to(guidance.department.pinned) == {
        "bike at the door": tuple(refs),
        "bikes": tuple(refs),
    }


@pytest.mark.parametrize(
    ("pins", "kind", "field"),
    [
        ([(["bikes"], ["a01", "a99"])], "unknown-ref", "pinned › 1 › refs › 2"),
        ([(["bikes"], ["o-leave-it"])], "pinned-part", "pinned › 1 › refs › 1"),
        ([(["bikes"], ["a01", "a01"])], "pinned-twice", "pinned › 1 › refs"),
        (
            [(["Bikes!"], ["a01"]), (["wheels", "bikes"], ["b"])],
            "pinned-twice",
            "pinned › 2 › queries › 2",
        ),
        ([(["A01"], ["b"])], "pinned-ref", "pinned › 1 › queries › 1"),
        ([(["?!"], ["b"])], "pinned-nothing", "pinned › 1 › queries › 1"),
        ([(["a " * 21], ["b"])], "pinned-long", "pinned › 1 › queries › 1"),
    ],
)
def test_a_pin_that_shows_nothing_or_is_not_the_only_one_is_refused(
    pins: list[Pin], kind: str, field: str
):
    [problem] = check(pinning(*pins))

    assert (problem.kind, problem.document) == (kind, "department")
    assert problem.field == field
    assert problem.remedy


def test_a_pack_holds_pins_and_says_in_which_line_one_is_wrong(tmp_path: Path):
    guidance = pinning((["bikes"], ["a01", "b"]))
    dump_pack(guidance, tmp_path)
    assert load_pack(tmp_path) == guidance

    file = tmp_path / "department.yaml"
    text = file.read_text()
    line = text.splitlines().index("  - a01") + 1
    file.write_text(text.replace("- a01", "- a99"))
    with pytest.raises(Refused) as refused:
        load_pack(tmp_path)

    [problem] = refused.value.problems
    assert (problem.file, problem.line) == ("department.yaml", line)


def test_a_change_of_pins_reads_as_one_line_each():
    before = pinning((["bikes", "wheels"], ["a01"]), (["locks"], ["b"]))
    after = pinning((["bikes", "wheels"], ["w-take", "a01"]), (["locks"], ["b"]))

    [changed] = compare(before, after).changed
    [field] = changed.fields

    assert field.field == "pinned › 1"
    assert field.before == "“bikes”, “wheels”: a01"
    assert field.after == "“bikes”, “wheels”: w-take, a01"
