"""Reading files, splitting what was read, matching it, finding words again."""

from __future__ import annotations

from contextlib import suppress

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.importing.matching import Known, matched
from guidance.content.importing.numbers import as_cited, below, follows, take_number
from guidance.content.importing.paragraphs import Paragraph
from guidance.content.importing.reader import read
from guidance.content.importing.splitting import body, merged, split, split_at
from guidance.content.importing.writing import Run, as_markdown
from guidance.content.markdown import plain
from guidance.content.nearest_words import nearest
from guidance.content.problems import Refused
from tests.content.made_files import (
    MADE,
    ORDER,
    a_file,
    a_pdf,
    a_word_file,
    saved,
    with_part,
)


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Refused) as refused:
        read(data, name)
    return str(refused.value)


def the_split(data: bytes, name: str):
    paragraphs = read(data, name).paragraphs
    return paragraphs, split(paragraphs)


@pytest.mark.parametrize("suffix", MADE)
def test_the_same_memo_has_the_same_sections_in_every_format(suffix):
    paragraphs, found = the_split(a_file(suffix), f"order{suffix}")

    assert found.title == "Bicycle order"
    assert [(each.number, each.heading) for each in found.parts] == [
        ("1", "Purpose"),
        ("2", "Found bicycles"),
    ]
    assert body(paragraphs, found.parts, 1) == (
        "An officer leaves a found bicycle where it is.\n\n"
        "A supervisor may say otherwise."
    )


def test_word_numbers_that_stand_nowhere_in_the_text_are_counted():
    document = docx.Document()
    for text in ("Leave it.", "Report it."):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Locked or not", style="List Bullet")

    read_back = read(saved(document), "x.docx").paragraphs

    assert [each.printed for each in read_back] == [
        "1. Leave it.",
        "2. Report it.",
        "- Locked or not",
    ]


def test_word_levels_are_numbered_below_each_other():
    document = docx.Document()
    levels = [
        (0, "decimal", "%1."),
        (1, "decimal", "%1.%2"),
        (2, "lowerLetter", "(%3)"),
    ]
    written = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, form, text in levels
    )
    spaces = nsdecls("w")
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {spaces} w:abstractNumId="99">{written}</w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {spaces} w:numId="99"><w:abstractNumId w:val="99"/></w:num>')
    )
    for level in (0, 1, 2, 2, 1, 0, 1):
        properties = document.add_paragraph(
            "Text"
        ).paragraph_format.element.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {spaces}><w:ilvl w:val="{level}"/><w:numId w:val="99"/></w:numPr>'
            )
        )

    numbers = [each.number for each in read(saved(document), "x.docx").paragraphs]

    assert numbers == ["1.", "1.1", "(a)", "(b)", "1.2", "2.", "2.1"]


def test_tracked_changes_are_read_as_accepted_and_the_notes_say_so():
    document = docx.Document()
    line = document.add_paragraph("An officer ")
    spaces = nsdecls("w")
    for xml in (
        f"<w:del {spaces}><w:r><w:delText>may</w:delText></w:r></w:del>",
        f"<w:ins {spaces}><w:r><w:t>must</w:t></w:r></w:ins>",
        f"<w:r {spaces}><w:t xml:space='preserve'> ask.</w:t></w:r>",
    ):
        line._p.append(parse_xml(xml))

    found = read(saved(document), "x.docx")

    assert found.paragraphs[0].text == "An officer must ask."
    assert "tracked changes" in found.notes[0]


def test_a_table_stays_one_unless_it_only_lays_out_text():
    document = docx.Document()
    for text in ("Code", "x" * 400):
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "PURPOSE", text

    found = read(saved(document), "x.docx").paragraphs

    assert found[0].text.startswith("| PURPOSE | Code |")
    assert [each.text for each in found[1:]] == ["PURPOSE", "x" * 400]


def test_what_every_page_repeats_is_left_out_of_a_pdf_and_told():
    def head(canvas, document):
        canvas.drawString(72, 770, "Example Police Department")
        canvas.drawString(72, 30, f"Page {document.page}")

    long = [(0, f"Sentence {n} of the order is here. " * 12) for n in range(30)]
    found = read(a_pdf([*ORDER, *long], onFirstPage=head, onLaterPages=head), "x.pdf")

    assert not [each for each in found.paragraphs if "Example" in each.text]
    assert len(found.paragraphs) == len(ORDER) + len(long)
    assert max(each.page for each in found.paragraphs) > 1
    assert "Example Police Department" in found.notes[0]


REFUSED = {
    "empty": (b"", "x.docx", "0 bytes"),
    "large": (b"x" * 10_000_001, "x.txt", "10,000,001 bytes"),
    "no-ending": (b"Text", "memo", "no ending"),
    "other-ending": (b"Text", "memo.exe", "“.exe”"),
    "old-word": (bytes.fromhex("d0cf11e0a1b11ae1"), "x.docx", "old Word document"),
    "macros": (a_word_file(), "x.docm", "macros"),
    "hidden-macros": (
        with_part(a_word_file(), "word/vbaProject.bin", b"x"),
        "x.docx",
        "macros",
    ),
    "pdf-as-word": (a_pdf(), "x.docx", "in truth a PDF"),
    "word-as-pdf": (a_word_file(), "x.pdf", "in truth a Word document"),
    "page-as-text": (a_file(".html"), "x.txt", "in truth a web page"),
    "text-as-pdf": (b"Text", "x.pdf", "is no PDF"),
    "zip": (
        with_part(b"PK\5\6" + bytes(18), "a.txt", b"x"),
        "x.docx",
        "no Word document",
    ),
    "broken-zip": (a_word_file()[:-400], "x.docx", "can't be unpacked"),
    "bomb": (
        with_part(a_word_file(), "word/media/a.xml", bytes(70_000_000)),
        "x.docx",
        "unpacks",
    ),
    "entities": (
        with_part(
            a_word_file(),
            "word/styles.xml",
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        ),
        "x.docx",
        "entities",
    ),
    "scan": (a_pdf([(0, "")]), "x.pdf", "scan"),
    "password": (a_pdf(encrypt="secret"), "x.pdf", "password"),
    "broken-pdf": (b"%PDF-1.7 and so on", "x.pdf", "broken"),
    "binary": (b"Text\0\1\2", "x.txt", "something else than text"),
    "no-text": (b"   \n\n ", "x.txt", "no text"),
    "long": (b"Word. " * 170_000 + b"\n\nx", "x.txt", "characters"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_memo_is_refused_with_a_sentence(case):
    data, name, words = REFUSED[case]

    assert words in refusal(data, name)


@given(st.text(alphabet="ab1 .)(*_`[]<>&#-+|~!\\:/=", max_size=40))
def test_text_reads_in_markdown_as_it_was(text):
    written = as_markdown([Run(text[:9], strong=True), Run(text[9:])])

    assert " ".join(plain(written).split()) == " ".join(text.split())


@given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ".html"]))
def test_any_bytes_are_read_or_refused(data, suffix):
    with suppress(Refused):
        assert split(read(data, f"x{suffix}").paragraphs).parts


def test_a_text_of_nothing_but_comments_is_told_from_a_page_at_once():
    assert read(b"<!---->" * 2_000, "x.txt").paragraphs
    assert "web page" in refusal(b"<!-- a --> <!-- b -->\n<html>", "x.txt")


def lines(*texts: str) -> list[Paragraph]:
    return [
        Paragraph(text=rest, number=number)
        for number, rest in (take_number(each) for each in texts)
    ]


def test_without_headings_a_row_of_numbers_splits():
    paragraphs = lines(
        *("From: the chief", "1. Purpose. To say it.", "1. not the row", "(a) inside"),
        *("2. Found bicycles: leave them.", "3. An officer who is unsure asks first."),
    )

    found = split(paragraphs)

    assert [(each.start, each.number, each.heading) for each in found.parts[1:]] == [
        (1, "1", "Purpose"),
        (4, "2", "Found bicycles"),
        (5, "3", "An officer who is unsure asks first"),
    ]
    assert found.parts[0].dropped
    assert body(paragraphs, found.parts, 1).startswith("1. Purpose. To say it.")


def test_without_anything_it_is_one_section():
    assert len(split(lines("One sentence.", "Another one.")).parts) == 1


def test_numbers_of_our_own_are_said_to_be():
    paragraphs = [Paragraph(text=f"Part {n}", level=2 * (n % 2)) for n in range(6)]

    found = split(paragraphs)

    assert not found.is_numbered
    assert [each.number for each in found.parts[1:]] == ["1", "2", "3"]


def test_merging_and_splitting_lose_no_word():
    paragraphs, found = the_split(a_word_file(), "x.docx")
    start = found.parts[1].start

    one = merged(found.parts, start)

    assert "2. Found bicycles\n\nAn officer" in body(paragraphs, one, 0)
    again = split_at(one, paragraphs, start)
    assert tuple(again) == found.parts
    assert merged(found.parts, found.parts[0].start) == list(found.parts)


def test_numbers_are_told_from_words():
    assert take_number("§ 14-154 Detainers") == ("§ 14-154", "Detainers")
    assert take_number("A bicycle") == ("", "A bicycle")
    assert take_number("(b)(1) Text") == ("(b)(1)", "Text")
    assert as_cited("Section 3.") == "3"
    assert below("3", "(a)") == "3(a)"
    assert follows("(j)", "(i)")
    assert follows("IV.", "III.")
    assert not follows("2.", "(1)")


def test_a_section_is_known_again_by_text_heading_or_number():
    old = [
        Known("1", "Purpose", "This order says what officers do with bicycles."),
        Known("2", "Found bicycles", "An officer leaves a found bicycle where it is."),
        Known("3", "Scooters", "Scooters are bicycles."),
    ]
    new = [
        Known("1", "Aim", "This order says what all officers do with bicycles."),
        Known("2", "Helmets", "Nobody has to wear one while pushing it along."),
        Known("3", "Found bicycles", "A found bicycle is left where it stands."),
    ]

    assert matched(old, new) == [0, None, 1]


def test_words_that_changed_are_found_again():
    text = (
        "Unless a supervisor agrees, an officer must leave any found bicycle there. Go."
    )

    found = nearest("an officer leaves a found bicycle there", text)

    assert found
    assert found.words == "an officer must leave any found bicycle there"
    assert nearest("Scooters need a permit from the mayor", text) is None


def test_a_whole_sentence_is_not_found_again_in_part():
    text = (
        "Go. Unless a supervisor agrees, an officer must leave any found bicycle where "
        "it is until somebody comes for it. Go."
    )

    found = nearest("An officer leaves a found bicycle where it is.", text)

    assert found
    assert found.words == text.removeprefix("Go. ").removesuffix(" Go.")
