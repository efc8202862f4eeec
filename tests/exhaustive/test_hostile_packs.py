"""Hostile packs: each is refused with sentences, never a traceback, never in part."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance.content.markdown import to_html
from guidance.content.packs import document_text, dump_pack, load_pack
from guidance.content.problems import Problem, Refused
from tests.content.a_guidance import a_guidance, a_scenario

SCENARIO = "scenarios/ride-it.yaml"
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(letter)}: &{chr(letter)} [*{chr(letter - 1)}, *{chr(letter - 1)}]\n"
    for letter in range(ord("b"), ord("z"))
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    dump_pack(a_guidance(), folder)
    return folder


def problems(pack: Path) -> list[Problem]:
    with pytest.raises(Refused) as refused:
        load_pack(pack)
    for each in refused.value.problems:
        assert each.sentence.endswith(".")
        assert each.remedy.endswith((".", "”."))
        assert str(each).encode()
    return refused.value.problems


@pytest.mark.parametrize(
    ("written", "sentence", "line"),
    [
        (b"", "The file holds no named fields.", 1),
        (b"- a\n- b", "The file holds no named fields.", 1),
        (b"just text", "The file holds no named fields.", 1),
        (b"ref: \xff\xfe", "The file is not UTF-8 text.", 1),
        (b"ref: a\nanswer: \xe4", "The file is not UTF-8 text.", 2),
        (b"ref: a\nanswer: a\0b", "a character YAML refuses.", 2),
        (b"ref: a\nref: b", "“ref” stands here twice.", 2),
        (b"ref: a\n---\nref: b", "One file holds one document.", 2),
        (b"a: !!python/object/apply:os.system [ls]", "Tags (!) are not used here.", 1),
        (b"!!python/object:os.system {}", "Tags (!) are not used here.", 1),
        (LAUGHS.encode(), "Anchors and aliases (& and *) are not used here.", 1),
        (b"a: " + b"[" * 10_000, "nested more than 20 deep.", 1),
        (b"{a: " * 10_000, "nested more than 20 deep.", 1),
        (b"- " * 10_000, "nested more than 20 deep.", 1),
        (b"a: 'b", "a quotation mark or bracket is never closed.", 1),
    ],
)
def test_a_file_that_is_no_document_is_told(pack, written, sentence, line):
    (pack / SCENARIO).write_bytes(written)

    (problem,) = problems(pack)

    assert problem.sentence.endswith(sentence)
    assert (problem.file, problem.line) == (SCENARIO, line)


def to_a_link(path: Path) -> None:
    target = path.rename(path.parents[2] / path.name)
    path.symlink_to(target)


def to_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def to_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def to_fifty_megabytes(path: Path) -> None:
    with path.open("r+b") as opened:
        opened.truncate(50_000_000)


@pytest.mark.parametrize(
    ("turn", "sentence"),
    [
        (to_a_link, "This is no file but a folder or a link."),
        (to_a_folder, "This is no file but a folder or a link."),
        (to_a_pipe, "This is no file but a folder or a link."),
        (to_fifty_megabytes, "The file is over 2,000,000 bytes."),
    ],
)
def test_a_file_that_is_something_else_is_told(
    pack: Path, turn: Callable[[Path], None], sentence: str
):
    turn(pack / SCENARIO)

    (problem,) = problems(pack)

    assert (problem.file, problem.sentence) == (SCENARIO, sentence)


def test_a_folder_that_is_a_link_out_of_the_pack_is_not_followed(pack):
    target = (pack / "scenarios").rename(pack.parent / "outside")
    (pack / "scenarios").symlink_to(target)

    (problem,) = problems(pack)

    assert problem.file == "scenarios"
    assert problem.sentence == "This is no folder but a file or a link."


@pytest.mark.parametrize("name", ["missing", "a\0b", "x" * 5000, "a-file"])
def test_a_folder_that_is_none_is_told(tmp_path, name):
    (tmp_path / "a-file").write_text("")

    (problem,) = problems(tmp_path / name)

    assert str(problem).startswith(f"“{tmp_path}/{name[:1]}")
    assert problem.sentence.endswith("” is no folder.")
    assert len(str(problem)) < 300
    assert str(problem).isprintable()


def test_an_empty_folder_lacks_its_two_files(tmp_path):
    missing = [(each.file, each.sentence) for each in problems(tmp_path)]

    assert missing == [
        ("pack.yaml", "The file is missing."),
        ("department.yaml", "The file is missing."),
    ]


@pytest.mark.parametrize(
    "text", ["format: '2'", "format: [[x]]", "other: x", "format: '1'\na: b"]
)
def test_a_pack_of_another_format_is_refused(pack, text):
    (pack / "pack.yaml").write_text(text)

    (problem,) = problems(pack)

    assert problem.kind == "unknown-format"
    assert "write “format: '1'”" in problem.remedy


@pytest.mark.parametrize(
    "file", ["memos/old.yml", "memos/OLD.YAML", "scenario/ride-it.yaml", "memo.yaml"]
)
def test_a_file_that_would_silently_be_left_out_is_told(pack, file):
    (pack / file).parent.mkdir(exist_ok=True)
    (pack / file).write_text("title: x")

    (problem,) = problems(pack)

    assert (problem.kind, problem.file) == ("stray", file)


def test_a_slug_inside_a_file_that_is_named_otherwise_is_told(pack):
    text = (pack / SCENARIO).read_text()
    (pack / SCENARIO).write_text(f"{text}slug: other\n")

    (problem,) = problems(pack)

    assert (problem.kind, problem.line) == ("slug", text.count("\n") + 1)


@pytest.mark.parametrize(
    "name", [b"My File.yaml", b"\xff.yaml", b"a\nb.yaml", b".yaml", b"._a.yaml"]
)
def test_a_file_whose_name_is_no_slug_is_told_in_letters_that_can_be_shown(pack, name):
    folder = os.fsencode(pack / "scenarios")
    os.rename(os.fsencode(pack / SCENARIO), os.path.join(folder, name))

    (problem,) = problems(pack)

    assert problem.file.startswith("scenarios/")
    assert problem.file.isprintable()
    assert problem.field == "slug"
    assert str(problem).isprintable()


def test_what_steers_a_terminal_is_shown_and_not_sent(pack):
    hostile = pack / "scenarios" / "\x1b[2J\u202eflip.yaml"
    (pack / SCENARIO).rename(hostile)
    written = '"\\e[2Ja": x\nsteps: [{"\\e]b": c}]\nverdict: "\\e[31mno"\n'
    hostile.write_text(written)

    told = problems(pack)

    assert all(str(each).isprintable() for each in told)
    assert any("“\\x1b[2J\\u202eflip”" in each.sentence for each in told)


def test_wrong_types_everywhere_are_each_told(pack):
    (pack / "department.yaml").write_text("name: [a]\ncontacts: x\ntopics: [[]]\n")
    (pack / "memos/bicycle-order.yaml").write_text("sections: {a: b}\nref: {}\n")

    told = {(each.file, each.field) for each in problems(pack)}

    assert {("department.yaml", "contacts"), ("department.yaml", "topics › 1")} <= told
    assert ("memos/bicycle-order.yaml", "sections") in told
    assert ("memos/bicycle-order.yaml", "title") in told


def test_a_cycle_in_a_pack_is_told_with_its_line(pack):
    path = pack / "wizards" / "take-a-bicycle.yaml"
    text = path.read_text().replace("leads_to: take-it", "leads_to: is-it-locked")
    path.write_text(text)

    told = {each.kind: each for each in problems(pack)}

    assert told["cycle"].line == text[: text.rindex("is-it-locked")].count("\n") + 1
    assert "round in a circle" in told["cycle"].sentence


def test_scripts_in_a_pack_are_text_and_nothing_more(pack):
    hostile = (
        '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror="y">'
    )
    (pack / SCENARIO).write_text(document_text(a_scenario(detail=hostile)))

    html = to_html(load_pack(pack).scenarios[0].detail)

    assert "<script" not in html
    assert "<a" not in html
    assert "<img" not in html


def test_too_many_files_are_refused_before_any_is_read(pack, monkeypatch):
    monkeypatch.setattr("guidance.content.pack_reading.MOST_FILES", 3)

    (problem,) = problems(pack)

    assert problem.sentence == "The pack has 4 files."


def test_a_pack_that_is_too_large_in_all_is_refused(pack, monkeypatch):
    monkeypatch.setattr("guidance.content.pack_reading.LARGEST_PACK", 800)

    assert "The pack is over 800 bytes." in {each.sentence for each in problems(pack)}


def test_a_file_full_of_faults_is_refused_in_a_moment(pack):
    (pack / SCENARIO).write_text("".join(f"a{n}: b\n" for n in range(2_000)))

    assert len(problems(pack)) > 2_000


@pytest.mark.parametrize("file", ["department.yaml", SCENARIO])
def test_one_file_can_hold_no_more_problems_than_the_whole(pack, monkeypatch, file):
    monkeypatch.setattr("guidance.content.pack_reading.MOST_PROBLEMS", 3)
    (pack / file).write_text("".join(f"a{n}: b\n" for n in range(100)))

    told = problems(pack)

    assert len(told) == 4
    assert told[-1].sentence == "There are too many problems to read on."


def test_reading_ends_after_more_problems_than_anybody_could_mend(pack, monkeypatch):
    monkeypatch.setattr("guidance.content.pack_reading.MOST_PROBLEMS", 3)
    (pack / "department.yaml").write_text("{}")
    (pack / SCENARIO).write_text("{}")

    told = problems(pack)

    assert told[-1].sentence == "There are too many problems to read on."
    assert {each.file for each in told} == {"department.yaml", ""}
