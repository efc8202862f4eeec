"""What holds on a day: memos that have not begun, have ended, or were superseded.

A memo without dates is taken to be in force, because nobody has said otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from guidance.content.checking import place
from guidance.content.findings import Finding, Severity
from guidance.content.lookup import Lookup
from guidance.content.memos import Memo
from guidance.content.model import Guidance
from guidance.content.proofs.parts import answers

ONE_DAY = timedelta(days=1)


def prove_times(guidance: Guidance, lookup: Lookup, *, on: date) -> Iterator[Finding]:
    """Yield what does not hold on the day `on`."""
    yield from _cited_out_of_time(guidance, lookup, on)
    for memo in guidance.memos:
        for slug in memo.supersedes:
            if older := lookup.memos.get(slug):
                yield from _handing_over(memo, older)
    yield from _in_a_circle(guidance, lookup)


def _cited_out_of_time(
    guidance: Guidance, lookup: Lookup, on: date
) -> Iterator[Finding]:
    """Yield one finding for each document and memo, and name the answers in it."""
    newer = _superseded(guidance, on)
    citing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for answer in answers(guidance):
        memos = {each.section.partition("/")[0] for each in answer.part.citations}
        for slug in sorted(memos & lookup.memos.keys()):
            citing[answer.document, slug].append(answer.part.ref)
    for (document, slug), refs in citing.items():
        memo = lookup.memos[slug]
        if when := _not_in_force(memo, on):
            yield replace(_cited(memo, when, refs), document=document)
        elif slug in newer:
            found = _cited(memo, f"was superseded by “{newer[slug].title}”", refs)
            yield replace(
                found,
                kind="memo-superseded",
                severity=Severity.WARNING,
                document=document,
            )


def _superseded(guidance: Guidance, on: date) -> dict[str, Memo]:
    """Return the memos that were superseded by `on`, each with one that did it."""
    begun = [each for each in guidance.memos if not _not_in_force(each, on)]
    return {slug: memo for memo in begun for slug in memo.supersedes}


def _not_in_force(memo: Memo, on: date) -> str:
    """Return why `memo` is not in force `on` that day, or "" where it is."""
    if memo.in_force_from and memo.in_force_from > on:
        return f"comes into force only on {memo.in_force_from}"
    if memo.in_force_until and memo.in_force_until < on:
        return f"was in force only until {memo.in_force_until}"
    return ""


def _cited(memo: Memo, when: str, refs: list[str]) -> Finding:
    return Finding(
        "memo-not-in-force",
        Severity.ERROR,
        f"{', '.join(refs)} cites “{memo.title}”, which {when}.",
        "Cite what is in force, or correct the dates of the memo.",
        field="citations",
        about="\n".join([memo.slug, when, *refs]),
    )


def _handing_over(memo: Memo, older: Memo) -> Iterator[Finding]:
    begins, ends = memo.in_force_from, older.in_force_until
    if begins is None or memo.slug == older.slug:
        return
    if ends is None:
        sentence = f"“{older.title}” has no last day, and is superseded on {begins}."
        yield _badly(memo, older, "supersession-overlap", sentence)
    elif ends >= begins:
        sentence = f"“{older.title}” is in force until {ends}, and this from {begins}."
        yield _badly(memo, older, "supersession-overlap", sentence)
    elif ends + ONE_DAY < begins:
        sentence = f"After “{older.title}” ends on {ends} nothing holds until {begins}."
        yield _badly(memo, older, "supersession-gap", sentence)


def _badly(memo: Memo, older: Memo, kind: str, sentence: str) -> Finding:
    return Finding(
        kind,
        Severity.WARNING,
        sentence,
        "Let the older memo end on the day before the newer one begins.",
        place(memo),
        "supersedes",
        about=f"{older.slug} {older.in_force_until} {memo.in_force_from}",
    )


def _in_a_circle(guidance: Guidance, lookup: Lookup) -> Iterator[Finding]:
    """Yield each memo that supersedes itself by way of others."""
    for memo in guidance.memos:
        reached = [each for each in memo.supersedes if each != memo.slug]
        for slug in reached:  # grows while it is gone through
            older = lookup.memos.get(slug)
            reached += (
                [e for e in older.supersedes if e not in reached] if older else []
            )
        if memo.slug in reached:
            yield Finding(
                "supersession-circle",
                Severity.ERROR,
                "The memo supersedes itself by way of those that it supersedes.",
                "Say which of them is the older one.",
                place(memo),
                "supersedes",
                about=" ".join(sorted(reached)),
            )
