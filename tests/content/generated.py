"""Generated texts, wizards and guidance, for properties that must hold of any."""

from __future__ import annotations

from hypothesis import strategies as st

from guidance.content.model import Guidance, Wizard
from guidance.content.values import CONTROL, TURNS_TEXT_ROUND
from tests.content.a_guidance import (
    Graph,
    a_citation,
    a_department,
    a_guidance,
    a_memo,
    a_quotation,
    a_scenario,
    a_section,
    a_wizard,
)

# What YAML, Markdown or HTML takes for something else than the text it is.
TRICKY = (
    "no null ~ 1e3 0x1f 12:30:45 2025-01-18 true = << - ? : # % @ ` | > & * ! --- ... "
    "' \" [a] {a} a:b :a a: #a a# &a *a !a !!a %a |- >+ \\ \\\\n <b> </p> &amp; ]( [](# "
    "** __ ``` ~~~ ![ javascript:x a\u2028b \u2029 \u00a0 \u200b \ufeff \u200f 😀 e\u0301 "
    "İ ﷺ \U0001fffe … “a” ’ – 1. *a* _a_ <script> $& ${ {{ {% \n \n\n \t \r\n \r"
)

plain_letters = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
pieces = st.one_of(st.sampled_from(TRICKY.split(" ")), plain_letters)
texts = st.lists(pieces, max_size=6).map(" ".join)
joined_texts = st.lists(pieces, max_size=6).map("".join)
any_text = st.one_of(texts, joined_texts).filter(
    lambda text: not (CONTROL.search(text) or TURNS_TEXT_ROUND.search(text))
)
some_text = any_text.filter(lambda text: bool(text.strip()))

slugs = st.sampled_from([f"n{number}" for number in range(5)])
answers = st.dictionaries(slugs, st.sampled_from(["a", "b", "not-sure", "junk"]))


@st.composite
def wizards(draw: st.DrawFn) -> Wizard:
    """A wizard without faults: every choice leads further down, to an outcome."""
    count = draw(st.integers(1, 4))
    graph: Graph = {
        f"n{here}": {
            choice: draw(
                st.sampled_from([f"n{each}" for each in range(here + 1, count + 2)])
            )
            for choice in ("a", "b", "not-sure")
        }
        for here in range(count)
    }
    return a_wizard(graph)


@st.composite
def drafts(draw: st.DrawFn) -> Wizard:
    """A wizard as it may be while it is written: circles, dead ends, strays."""
    choices = st.dictionaries(st.sampled_from(["a", "b", "not-sure"]), slugs)
    graph = draw(st.dictionaries(slugs, choices, min_size=1))
    wizard = a_wizard(graph)
    kept = draw(st.integers(0, len(wizard.outcomes)))
    return a_wizard(graph, outcomes=wizard.outcomes[:kept])


@st.composite
def guidances(draw: st.DrawFn) -> Guidance:
    """Guidance without faults, with any text wherever text may stand."""
    words = draw(some_text)
    section = a_section(
        heading=draw(some_text), body=draw(any_text), quotation=a_quotation(words)
    )
    scenario = a_scenario(
        question=draw(some_text),
        steps=draw(st.lists(some_text, max_size=2)),
        detail=draw(any_text),
        citations=[a_citation(words)],
        asked_as=draw(st.lists(some_text, max_size=2)),
        settled_by={
            "wizard": "take-a-bicycle",
            "answers": {"is-it-locked": "no", "is-it-yours": "no"},
        },
    )
    outcomes = [
        each.model_copy(update={"citations": (a_citation(words),)})
        for each in a_wizard().outcomes
    ]
    return a_guidance(
        department=a_department(
            name=draw(some_text),
            note=draw(any_text),
            synonyms=[[draw(some_text), draw(some_text)]],
        ),
        memos=[
            a_memo(title=draw(some_text), sections=[section], number=draw(any_text))
        ],
        scenarios=[scenario],
        wizards=[a_wizard(title=draw(some_text), outcomes=outcomes)],
    )
