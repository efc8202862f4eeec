"""A change as text for a terminal or a letter, in the words of the desk's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidance.content.answer_report import AnswerLine, End, Said, WizardReport, counted
from guidance.content.change_report import (
    ChangeReport,
    DocumentReport,
    SectionReport,
    VerdictReport,
)
from guidance.content.word_differences import Piece, What
from guidance.review.comparing import Comparison

SIGNS = {What.SAME: ("", ""), What.OUT: ("[-", "-]"), What.IN: ("{+", "+}")}


def change_text(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of a comparison."""
    before = comparison.before.name if comparison.before else "nothing"
    yield f"What {comparison.after.name} changes in {before}"
    yield ""
    if comparison.unread:
        yield f"Left out, because they can't be read yet: {', '.join(comparison.unread)}"
    report = comparison.report
    same = "Nothing: both say the same."
    if comparison.unread:
        same = "Nothing else: the rest says the same."
    yield from report.summary or [same]
    for title, lines in _sections(report):
        told = list(lines)
        if told:
            yield from ("", title, "-" * len(title), *told)


def _sections(report: ChangeReport) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Answers that change", _every(_wizard(each) for each in report.wizards)
    yield "Scenarios that answer otherwise", map(_verdicts, report.scenarios)
    yield "Cases that come out otherwise", map(_verdicts, report.cases)
    yield (
        "Quotations that no longer stand in their section",
        (
            f"- {each.title}\n  “{each.words}” ({each.section})"
            for each in report.broken
        ),
    )
    yield "Words that change under answers", _every(map(_section, report.sections))
    yield (
        "Documents, [-taken out-] and {+put in+}",
        _every(map(_document, report.documents)),
    )
    yield (
        "At another address",
        (f"- {e.kind} {e.ref}: {e.before} → {e.after}" for e in report.readdressed),
    )


def _every(groups: Iterable[Iterable[str]]) -> Iterator[str]:
    for group in groups:
        yield from group


def _wizard(report: WizardReport) -> Iterator[str]:
    yield f"{report.title}: {report.sentence}"
    if report.limit:
        yield f"  {report.limit}"
    for group in report.groups:
        change = f"{group.before.label} → {group.after.label}"
        yield f"  {group.sentence}: {change}, {group.told}"
        for line in group.lines:
            yield from _answer(line)
        if group.left_out:
            yield f"  - and {group.left_out:,} more such changes"


def _answer(line: AnswerLine) -> Iterator[str]:
    yield f"  - {_end(line.before)} → {_end(line.after)}"
    yield f"    {line.told}, such as: {_path(line.asked)}"
    if line.asked_before:
        yield f"    before: … → {_path(line.asked_before)}"


def _end(end: End) -> str:
    ref = f" ({end.ref})" if end.ref else ""
    return f"{end.verdict.label}{ref}"


def _path(said: Iterable[Said]) -> str:
    return " → ".join(f"{each.question} {each.choice}" for each in said)


def _verdicts(report: VerdictReport) -> str:
    change = f"{report.before.label} → {report.after.label}"
    sentence = f"\n  {report.sentence}" if report.sentence else ""
    return f"- {report.title}: {change} ({report.place}){sentence}"


def _section(report: SectionReport) -> Iterator[str]:
    yield f"- {report.title}"
    yield f"  {_words(report.pieces)}"
    yield from (f"  quoted by {each}" for each in report.answers)


def _document(report: DocumentReport) -> Iterator[str]:
    yield f"- {report.what}: {report.kind} “{report.title}” ({report.place})"
    for each in report.fields if report.what == "Changed" else ():
        yield f"    {each.field}: {_words(each.pieces)}"
    if report.left_out and report.what == "Changed":
        yield f"    and {counted(report.left_out, 'more field')}"


def _words(pieces: Iterable[Piece]) -> str:
    marked = (SIGNS[each.what][0] + each.text + SIGNS[each.what][1] for each in pieces)
    return "".join(marked).replace("\n", "\n      ")
