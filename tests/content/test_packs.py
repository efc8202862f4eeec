"""Packs: what is dumped loads to the same, and what is wrong is all told at once."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from guidance.content.model import Guidance
from guidance.content.packs import document_text, dump_pack, load_pack
from guidance.content.problems import Problem, Refused
from tests.content.a_guidance import a_guidance, a_memo, a_scenario
from tests.content.generated import guidances


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    dump_pack(a_guidance(), tmp_path)
    return tmp_path


def problems(pack: Path) -> list[Problem]:
    with pytest.raises(Refused) as refused:
        load_pack(pack)
    return refused.value.problems


def changed(pack: Path, file: str, old: str, new: str) -> None:
    text = (pack / file).read_text()
    assert old in text
    (pack / file).write_text(text.replace(old, new, 1))


def files(pack: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(pack)): path.read_bytes()
        for path in pack.rglob("*")
        if path.is_file()
    }


@settings(max_examples=8)
@given(guidances())
def test_what_is_exported_imports_to_the_same_and_exports_to_the_same_bytes(
    guidance: Guidance,
):
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        dump_pack(guidance, Path(first))
        loaded = load_pack(Path(first))
        dump_pack(loaded, Path(second))

        assert loaded == guidance
        assert files(Path(first)) == files(Path(second))


def test_a_pack_is_one_file_a_document_named_by_its_slug(pack):
    assert sorted(files(pack)) == [
        "department.yaml",
        "memos/bicycle-order.yaml",
        "pack.yaml",
        "scenarios/ride-it.yaml",
        "wizards/take-a-bicycle.yaml",
    ]


def test_a_document_is_written_as_a_lawyer_can_read_it():
    scenario = a_scenario(detail="One.\n\nTwo: 'three'.", review_every=12)

    assert document_text(scenario) == (
        "ref: a01\n"
        "topic: bicycles\n"
        "question: Can I ride a bicycle I found?\n"
        "verdict: 'no'\n"
        "answer: No, leave it.\n"
        "detail: |-\n"
        "  One.\n"
        "\n"
        "  Two: 'three'.\n"
        "citations:\n"
        "- section: bicycle-order/found\n"
        "  words: leaves a found bicycle\n"
        "basis: stated\n"
        "review_every: '12'\n"
    )


def test_dates_numbers_and_truth_come_back_from_a_pack_as_they_were(tmp_path):
    memo = a_memo(
        issued_on="2025-01-18", order=7, numbering_is_ours=True, full_text_public=False
    )
    guidance = a_guidance(memos=[memo])

    dump_pack(guidance, tmp_path)

    assert load_pack(tmp_path) == guidance


def test_a_dump_over_an_older_one_takes_out_what_is_gone_and_nothing_else(pack):
    (pack / "README.md").write_text("Ours.")
    (pack / "memos" / "notes.txt").write_text("Ours.")

    dump_pack(a_guidance(scenarios=[]), pack)

    assert "scenarios/ride-it.yaml" not in files(pack)
    assert {"README.md", "memos/notes.txt"} <= set(files(pack))
    assert load_pack(pack) == a_guidance(scenarios=[])


def test_a_pack_edited_on_windows_loads_the_same(pack):
    for path in pack.rglob("*.yaml"):
        text = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text)

    assert load_pack(pack) == a_guidance()


def test_answers_that_settle_a_scenario_stand_in_the_order_of_their_names():
    answers = {"is-it-yours": "no", "is-it-locked": "no"}
    scenario = a_scenario(settled_by={"wizard": "take-a-bicycle", "answers": answers})

    assert scenario.settled_by
    assert list(scenario.settled_by.answers) == ["is-it-locked", "is-it-yours"]


def test_all_problems_are_told_at_once_with_file_and_line(pack):
    changed(pack, "memos/bicycle-order.yaml", "title:", "titel:")
    changed(pack, "scenarios/ride-it.yaml", "topic: bicycles", "topic: boats")
    changed(pack, "scenarios/ride-it.yaml", "words: leaves a", "words: loves a")
    changed(pack, "wizards/take-a-bicycle.yaml", "leads_to: take-it", "leads_to: gone")

    told = [str(each) for each in problems(pack)]

    assert told == [
        "memos/bicycle-order.yaml:1, title: The field is missing. Add it.",
        "memos/bicycle-order.yaml:2, titel: There is no field “titel” here. "
        "Check how it is spelt, or take it out.",
        "scenarios/ride-it.yaml:2, topic: There is no topic “boats”. "
        "Choose one that exists, or add the topic.",
        "wizards/take-a-bicycle.yaml:27, questions › is-it-yours › choices › yes › "
        "leads to: The choice “Yes” leads to “gone”, which does not exist. "
        "Lead it to a question or an outcome of this wizard.",
        "wizards/take-a-bicycle.yaml:54, outcomes › take-it: No answers lead here. "
        "Lead a choice here, or take it out.",
    ]


def test_words_that_are_not_in_their_section_are_told_with_their_line(pack):
    changed(pack, "scenarios/ride-it.yaml", "words: leaves a", "words: loves a")

    (problem,) = problems(pack)

    assert (problem.file, problem.line) == ("scenarios/ride-it.yaml", 7)
    assert problem.field == "citations › 1"


def test_nothing_is_called_unknown_that_may_stand_in_a_file_that_is_not_read(pack):
    (pack / "department.yaml").write_text("nothing")
    (pack / "memos" / "bicycle-order.yaml").write_text("nothing")
    changed(pack, "scenarios/ride-it.yaml", "basis:", "see_also: [gone]\nbasis:")

    told = [(each.kind, each.file) for each in problems(pack)]

    assert told == [
        ("malformed", "department.yaml"),
        ("malformed", "memos/bicycle-order.yaml"),
        ("unknown-scenario", "scenarios/ride-it.yaml"),
    ]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (
            "verdict: maybe",
            "“maybe” is not a word that can stand here. Use one of: 'yes'",
        ),
        ("basis: [stated]", "What stands here is not a word that can stand here."),
        (
            "topic: Found Bikes",
            "“Found Bikes” is not a name. Use small letters, digits",
        ),
        ("topic:", "What stands here is not a name."),
        ("topic: {a: b}", "This must be text. Write text, not a list or named fields."),
        ("answer: [a]", "This must be text."),
        (
            "answer: ''",
            "There is nothing here. Write something, or take the field out.",
        ),
        ("answer: ' '", "There is nothing here."),
        ("answer: " + "x" * 501, "This is too long. Keep to 500 characters."),
        ('answer: "a\\0"', "This holds the control character U+0000. Correct it."),
        (
            'answer: "a\\u202e"',
            "This holds U+202E, which makes text run the other way. Correct it.",
        ),
        (
            "steps: one",
            "This must be a list. Write one entry a line, each after a hyphen.",
        ),
        ("steps: {a: b}", "This must be a list."),
        ("review_every: often", "“often” is no whole number. Write it in digits."),
        ("review_every: '0'", "“0” is too small. Write 1 or more."),
        ("review_every: '61'", "“61” is too large. Write 60 or less."),
        (
            "settled_by: x",
            "This must be named fields. Write one a line, as “name: value”.",
        ),
        ("settled_by: {wizard: a, answers: {}}", "There is nothing here."),
        ("settled_by: {wizard: a, answers: {B C: d}}", "“B C” is not a name."),
        ("citations: [a]", "This must be named fields."),
        (
            "citations: [{section: a, words: b}]",
            "“a” is not a section. Write the slugs",
        ),
        ("oops: x", "There is no field “oops” here. Check how it is spelt"),
        ("ref:", "What stands here is not a name."),
    ],
)
def test_a_field_that_is_wrong_is_told_in_plain_words(pack, field, words):
    path = pack / "scenarios" / "ride-it.yaml"
    name = field.partition(":")[0]
    kept = document_text(a_scenario())
    lines = [line for line in kept.splitlines() if not line.startswith(f"{name}:")]
    if name == "citations":
        lines = [line for line in lines if line[0] not in "- "]
    path.write_text("\n".join([*lines, field, ""]))

    (problem,) = problems(pack)

    assert words in f"{problem.sentence} {problem.remedy}"
    assert problem.file == "scenarios/ride-it.yaml"
    assert problem.line == len(lines) + 1
    assert problem.field.startswith(name.replace("_", " "))
    assert "pydantic" not in str(problem)
    assert "Input" not in str(problem)


@pytest.mark.parametrize(
    "date", ["soon", "20250118", "0", "2025-02-30", "18.1.2025", ""]
)
def test_a_date_is_written_in_one_way_only(pack, date):
    changed(pack, "memos/bicycle-order.yaml", "ref:", f"issued_on: '{date}'\nref:")

    (problem,) = problems(pack)

    assert problem.sentence == "This must be a date, written like 2025-01-18."


def test_neither_true_nor_false_is_told(pack):
    changed(
        pack, "memos/bicycle-order.yaml", "ref:", "numbering_is_ours: perhaps\nref:"
    )

    (problem,) = problems(pack)

    assert problem.sentence == "“perhaps” is neither true nor false."


def test_a_part_of_a_list_goes_by_its_slug_and_else_by_its_number(pack):
    changed(pack, "memos/bicycle-order.yaml", "  number: '1'\n", "")
    changed(pack, "scenarios/ride-it.yaml", "basis:", "steps: [a, '']\nbasis:")

    first, second = problems(pack)

    assert first.field == "sections › found › number"
    assert second.field == "steps › 2"
