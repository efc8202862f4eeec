"""The wizards: the list, and the question or outcome that the answers lead to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from guidance.content.model import Outcome, Question, Wizard
from guidance.reader.answering import answer
from guidance.reader.answers import Place, given, place
from guidance.reader.beside import wizard_beside
from guidance.reader.deciding import decided
from guidance.reader.home import groups
from guidance.reader.recalled import pulled_outcomes, standing
from guidance.reader.reviewed import last_review
from guidance.reader.sources import NotHere, Source
from guidance.reader.words import Words
from guidance.web.pages import render_page


def wizards(request: HttpRequest, source: Source) -> HttpResponse:
    with_wizards = [each for each in groups(source) if each.wizards]
    context = {"source": source, "groups": with_wizards}
    return render_page(request, "reader/wizards.html", context)


def wizard(request: HttpRequest, source: Source, slug: str) -> HttpResponse:
    """Show the question or the outcome the answers in the address lead to."""
    found = source.lookup.wizards.get(slug)
    if found is None:
        raise NotHere("There is no such “Can I …?” in this edition.")
    reached = place(found, source.url("wizard", slug), given(request.GET, found))
    context = {"source": source, "wizard": found, "place": reached}
    context["beside"] = wizard_beside(source, slug, reached.walk.answers)
    node = reached.walk.node
    if isinstance(node, Question):
        context |= question_context(source, found, reached, node)
        return render_page(request, "reader/question.html", context)
    context |= outcome_context(source, reached, node)
    context["review"] = last_review(found, source)
    context["address"] = request.build_absolute_uri(reached.canonical)
    return render_page(request, "reader/outcome.html", context)


def question_context(
    source: Source, wizard: Wizard, reached: Place, question: Question
) -> dict[str, Any]:
    words = Words(source.department.glossary)
    listed = source.lookup.reference_lists.get(question.reference_list or "")
    return {
        "question": question,
        "help": words.html(question.help),
        "offered": reached.offered(question),
        "remaining": reached.walk.remaining,
        "reference_list": listed,
        "words": words,
        "recall": standing(wizard, source),
        "is_start": question.slug == wizard.start,
    }


def outcome_context(source: Source, reached: Place, outcome: Outcome) -> dict[str, Any]:
    words = Words(source.department.glossary)
    return {
        "outcome": outcome,
        "answer": answer(outcome, source, words),
        "decided": decided(reached, pulled_outcomes(reached.wizard, source)),
        "recall": standing(outcome, source, reached.wizard),
        "next_wizard": source.lookup.wizards.get(outcome.next_wizard or ""),
        "words": words,
    }
