"""Words the department does not want in front of officers, and where they stand.

Only what is written here is looked at: questions, choices, answers, and what the
department says of itself. The words of a memo are somebody else's, and are quoted as
they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidance.content.findings import Finding, Severity
from guidance.content.markdown import plain
from guidance.content.model import Guidance
from guidance.content.proofs.parts import all_words_of_ours
from guidance.content.quoting import every_place, normalise


def prove_words(guidance: Guidance) -> Iterator[Finding]:
    """Yield a finding for each banned word at each place that it stands in."""
    banned = guidance.department.banned_words
    for document, field, text in all_words_of_ours(guidance) if banned else ():
        for word in banned_in(text, banned):
            yield Finding(
                "banned-word",
                Severity.WARNING,
                f"“{word}” stands here, and the department's list of banned words "
                "has it.",
                "Say it in other words.",
                document,
                field,
                about=f"{word}\n{text}",
            )


def banned_in(text: str, banned: Iterable[str]) -> list[str]:
    """Return those of `banned` that stand in `text`, Markdown, whatever their case.

    A banned word is a whole one: “alien” does not stand in “alienate”.
    """
    said = normalise(plain(text)).casefold()
    return [each for each in banned if _stands(normalise(each).casefold(), said)]


def _stands(word: str, text: str) -> bool:
    return next(every_place(word, text), None) is not None
