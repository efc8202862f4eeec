"""Generated guidance of any size, shaped like a department's but about nothing.

Words are made of syllables and drawn as in real text, a few very often and most of them
seldom. Wizards are trees with joined branches; scenarios are settled by real paths and
quote real sentences, so that every proof has something to follow and nothing to find.
The same numbers give the same guidance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any

from guidance.content.department import Contact, Department, Topic
from guidance.content.memos import Citation, Memo, Section
from guidance.content.model import Choice, Guidance, Outcome, Question, Scenario, Wizard
from guidance.content.vocabulary import Basis, Provenance, Verdict
from guidance.content.walking import follow

SECTIONS_IN_A_MEMO = 20
SENTENCES = 4
VERDICTS = (Verdict.YES, Verdict.NO, Verdict.MUST, Verdict.ONLY_IF)


@dataclass(frozen=True)
class Size:
    """How much there is of everything; a wizard has `nodes` questions and outcomes."""

    wizards: int
    sections: int
    scenarios: int
    nodes: int = 30
    ways: int = 1
    """In which a scenario is asked, beside its question."""


class Words:
    """A made-up language, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        syllables = [first + vowel for first in "bdfgklmnprstv" for vowel in "aeiou"]
        made: dict[str, None] = {}
        while len(made) < 6000:
            count = self._random.choice([1, 2, 2, 3])
            made["".join(self._random.choices(syllables, k=count)) + "n"] = None
        self._words = list(made)
        # The word of rank r is used 1/r times as often as the first, as in any text.
        self._weights = list(accumulate(1 / rank for rank in range(1, len(made) + 1)))

    def sentence(self, length: int = 11, end: str = ".") -> str:
        words = self._random.choices(self._words, cum_weights=self._weights, k=length)
        return f"{' '.join(words).capitalize()}{end}"

    def pick(self, things: list[Any]) -> Any:
        return self._random.choice(things)


def generate(size: Size, *, seed: int = 1) -> Guidance:
    """Return guidance of `size`."""
    words = Words(seed)
    memos = [
        _memo(number, words, min(SECTIONS_IN_A_MEMO, size.sections - begin))
        for number, begin in enumerate(range(0, size.sections, SECTIONS_IN_A_MEMO))
    ]
    quotes = [
        Citation(section=f"{memo.slug}/{section.slug}", words=_first(section.body))
        for memo in memos
        for section in memo.sections
    ]
    wizards = [
        _wizard(number, words, quotes, size.nodes) for number in range(size.wizards)
    ]
    scenarios = [
        _scenario(number, words, quotes, wizards, size.ways)
        for number in range(size.scenarios)
    ]
    return Guidance(
        department=_department(),
        memos=tuple(memos),
        scenarios=tuple(scenarios),
        wizards=tuple(wizards),
    )


def _department() -> Department:
    return Department(
        slug="generated",
        name="Generated department",
        short_name="GD",
        kind="department",
        contacts=(Contact(slug="desk", name="Desk"),),
        topics=(Topic(slug="all", title="Everything", summary="All of it"),),
    )


def _first(body: str) -> str:
    return body.partition(". ")[0]


def _memo(number: int, words: Words, sections: int) -> Memo:
    return Memo(
        slug=f"memo-{number}",
        ref=f"m{number}",
        title=words.sentence(5, ""),
        kind="order",
        issuer="Generated department",
        order=number,
        sections=tuple(_section(number, each, words) for each in range(sections)),
    )


def _section(memo: int, number: int, words: Words) -> Section:
    sentences = [words.sentence() for _ in range(SENTENCES)]
    sentences.append(f"An officer must {words.sentence(8).lower()}")
    return Section(
        slug=f"section-{number}",
        ref=f"m{memo}-{number}",
        number=str(number + 1),
        heading=words.sentence(4, ""),
        body=" ".join(sentences),
        provenance=Provenance.DEPARTMENT,
    )


def _wizard(number: int, words: Words, quotes: list[Citation], nodes: int) -> Wizard:
    count = max(1, nodes * 2 // 3)
    ends = [f"end-{each}" for each in range(max(2, nodes - count - 1))]
    questions = [_question(number, each, count, words, ends) for each in range(count)]
    outcomes = [
        _outcome(number, slug, words, [words.pick(quotes)], VERDICTS[at % 4])
        for at, slug in enumerate(ends)
    ]
    ask = _outcome(number, "ask", words, [words.pick(quotes)], Verdict.ASK_FIRST)
    return Wizard(
        slug=f"wizard-{number}",
        ref=f"w{number}",
        title=words.sentence(5, "?"),
        topic="all",
        summary=words.sentence(5, ""),
        order=number,
        start="ask-0",
        questions=tuple(questions),
        outcomes=(*outcomes, ask),
    )


def _question(
    wizard: int, number: int, count: int, words: Words, ends: list[str]
) -> Question:
    """Return the question that leads to the next, to one further on, and to an end."""
    further = [f"ask-{each}" for each in range(number + 1, min(number + 4, count))]
    following = further or [ends[0]]
    ways = {
        "on": following[0],
        "over": following[-1] if len(following) > 1 else ends[number % len(ends)],
        "out": ends[(number + 1) % len(ends)],
    }
    choices = [
        Choice(slug=slug, label=words.sentence(3, ""), leads_to=leads_to)
        for slug, leads_to in ways.items()
    ]
    unsure = Choice(slug="not-sure", label="Not sure", leads_to="ask", not_sure=True)
    return Question(
        slug=f"ask-{number}",
        ref=f"w{wizard}-q{number}",
        text=words.sentence(7, "?"),
        choices=(*choices, unsure),
    )


def _outcome(
    wizard: int, slug: str, words: Words, quotes: list[Citation], verdict: Verdict
) -> Outcome:
    return Outcome(
        slug=slug,
        ref=f"w{wizard}-{slug}",
        verdict=verdict,
        headline=words.sentence(8),
        steps=(words.sentence(6), words.sentence(6)),
        contacts=("desk",),
        citations=tuple(quotes),
    )


def _scenario(
    number: int,
    words: Words,
    quotes: list[Citation],
    wizards: list[Wizard],
    ways: int,
) -> Scenario:
    wizard = words.pick(wizards)
    answers = {each.slug: words.pick(["on", "over"]) for each in wizard.questions}
    answers[f"ask-{number % 5}"] = "out"
    steps, node = follow(wizard, answers)
    assert isinstance(node, Outcome)
    return Scenario(
        slug=f"scenario-{number}",
        ref=f"s{number}",
        topic="all",
        question=words.sentence(12, "?"),
        asked_as=tuple(words.sentence(9, "?") for _ in range(ways)),
        verdict=node.verdict,
        answer=words.sentence(9),
        detail=" ".join(words.sentence() for _ in range(3)),
        steps=(words.sentence(7),),
        citations=(words.pick(quotes),),
        settled_by={
            "wizard": wizard.slug,
            "answers": {each.question.slug: each.choice.slug for each in steps},
        },
        basis=Basis.STATED,
    )
