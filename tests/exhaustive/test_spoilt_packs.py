"""Packs with anything in them: read or refused, whatever it is."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from guidance.content.packs import document_text, dump_pack, load_pack
from guidance.content.problems import Problem, Refused
from tests.content.a_guidance import a_guidance, a_wizard

FILES = [
    "pack.yaml",
    "department.yaml",
    "scenarios/ride-it.yaml",
    "wizards/take-a-bicycle.yaml",
]
SCRAPS = st.lists(
    st.sampled_from(
        [
            *(
                b"- ",
                b": ",
                b"\n",
                b"  ",
                b"a",
                b"&a ",
                b"*a",
                b"!!x ",
                b"[",
                b"]",
                b"{",
            ),
            *(b"slug: ", b"ref: ", b"questions:\n", b"- slug: a\n", b"'", b'"', b"|\n"),
            *(
                b"\xff",
                b"\0",
                b"\t",
                b"---\n",
                b"%YAML 1.1\n",
                b"? ",
                b"#",
                b"\r",
                b"format: '1'",
            ),
        ]
    )
).map(b"".join)


@given(st.sampled_from(FILES), st.one_of(st.binary(max_size=60), SCRAPS))
def test_any_bytes_in_a_file_are_read_or_refused_and_nothing_else(
    file: str, written: bytes
):
    with TemporaryDirectory() as folder:
        dump_pack(a_guidance(), Path(folder))
        Path(folder, file).write_bytes(written)

        assert all(each.sentence and each.remedy for each in told(Path(folder)))


@given(st.data())
def test_a_document_with_any_line_spoilt_is_read_or_refused(data: st.DataObject):
    lines = document_text(a_wizard()).splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(st.sampled_from(["", "  x", "- x", "x: [", lines[at] * 2]))
    with TemporaryDirectory() as folder:
        dump_pack(a_guidance(), Path(folder))
        Path(folder, "wizards", "take-a-bicycle.yaml").write_text("\n".join(lines))

        assert all(each.sentence and each.remedy for each in told(Path(folder)))


def told(pack: Path) -> list[Problem]:
    try:
        load_pack(pack)
    except Refused as refused:
        return refused.problems
    return []
