"""Faults in question trees."""

from __future__ import annotations

from guidance.content.checking import place
from guidance.content.model import Guidance, Outcome, Question, Wizard
from guidance.content.paths import measure, share_to_ask
from guidance.content.vocabulary import Verdict
from tests.exhaustive.planting import (
    Expected,
    Pick,
    asks_little,
    changed,
    fault,
    outcomes_elsewhere,
    put,
    spots,
    with_choice,
    with_node,
)

Planted = tuple[Guidance, Expected]


def a_question(slug: str, leads_to: str) -> Question:
    choices = [
        {"slug": "yes", "label": "It is", "leads_to": leads_to},
        {
            "slug": "not-sure",
            "label": "Not sure",
            "leads_to": leads_to,
            "not_sure": True,
        },
    ]
    text = "Is the planted thing here?"
    return Question.model_validate(
        {"slug": slug, "ref": "z98", "text": text, "choices": choices}
    )


def any_question(pack: Guidance, pick: Pick) -> tuple[Wizard, Question]:
    wizard = pick(pack.wizards)
    return wizard, pick(wizard.questions)


def here(wizard: Wizard, question: Question) -> tuple[str, str]:
    return place(wizard), f"questions › {question.slug}"


@fault
def a_choice_leads_to_nothing(pack: Guidance, pick: Pick) -> Planted:
    wizard, question = any_question(pack, pick)
    document, field = here(wizard, question)
    spoilt = with_choice(wizard, question, leads_to="gone")
    found = ("dead-end", document, f"{field} › choices › planted › leads to")
    return put(pack, spoilt), [found]


@fault
def a_choice_leads_back(pack: Guidance, pick: Pick) -> Planted:
    wizard, question = any_question(pack, pick)
    document, field = here(wizard, question)
    back = pick([wizard.start, question.slug])
    spoilt = with_choice(wizard, question, leads_to=back)
    found = ("cycle", document, f"{field} › choices › planted › leads to")
    return put(pack, spoilt), [found]


@fault
def a_question_has_two_not_sure_choices(pack: Guidance, pick: Pick) -> Planted:
    wizard, question = any_question(pack, pick)
    unsure = next(each for each in question.choices if each.not_sure)
    spoilt = with_choice(wizard, question, leads_to=unsure.leads_to, not_sure=True)
    return put(pack, spoilt), [("not-sure", *here(wizard, question))]


@fault
def two_choices_have_one_slug(pack: Guidance, pick: Pick) -> Planted:
    wizard, question = pick(spots(pack))
    document, field = here(wizard, question)
    slug = pick(question.choices).slug
    leads_to = pick(outcomes_elsewhere(wizard, question)).slug
    spoilt = with_choice(wizard, question, slug=slug, leads_to=leads_to)
    return put(pack, spoilt), [
        ("duplicate-slug", document, f"{field} › choices › {slug}")
    ]


@fault
def a_question_offers_nothing(pack: Guidance, pick: Pick) -> Planted:
    wizard, question = any_question(pack, pick)
    new = Question(slug="planted", ref="z98", text="Is the planted thing here?")
    spoilt = with_node(with_choice(wizard, question, leads_to="planted"), new)
    return put(pack, spoilt), [("no-choices", place(wizard), "questions › planted")]


@fault
def no_answers_lead_to_an_outcome(pack: Guidance, pick: Pick) -> Planted:
    wizard = pick(pack.wizards)
    new = changed(an_answer(wizard, pick), steps=("Do the planted thing.",))
    return put(pack, with_node(wizard, new)), [
        ("unreachable", place(wizard), "outcomes › planted")
    ]


def an_answer(wizard: Wizard, pick: Pick) -> Outcome:
    """Return a copy of an outcome that doesn't ask, with another name."""
    known = [e for e in wizard.outcomes if e.verdict is not Verdict.ASK_FIRST]
    copied: Outcome = changed(pick(known), slug="planted", ref="z98")
    return copied


@fault
def no_answers_lead_to_a_question(pack: Guidance, pick: Pick) -> Planted:
    wizard = pick(pack.wizards)
    ends = [each.slug for each in wizard.outcomes]
    new = a_question("planted", pick(ends))
    spoilt = with_node(wizard, changed(new, choices=two_ways(new, ends)))
    return put(pack, spoilt), [("unreachable", place(wizard), "questions › planted")]


def two_ways(question: Question, ends: list[str]) -> list[object]:
    """Return the choices of `question`, leading to two of `ends`."""
    first, second = question.choices
    other = next(each for each in ends if each != first.leads_to)
    return [first, changed(second, leads_to=other)]


@fault
def a_wizard_starts_nowhere(pack: Guidance, pick: Pick) -> Planted:
    wizard = changed(pick(pack.wizards), start="gone")
    return put(pack, wizard), [("unknown-node", place(wizard), "start")]


@fault
def a_wizard_starts_at_its_outcome(pack: Guidance, pick: Pick) -> Planted:
    known = pick(pack.wizards)
    end = an_answer(known, pick)
    fields = {"slug": "planted", "ref": "w-planted", "start": "planted"}
    new = changed(known, **fields, questions=(), outcomes=(end,))
    return put(pack, new), [("start", "wizards/planted", "start")]


@fault
def two_outcomes_have_one_slug(pack: Guidance, pick: Pick) -> Planted:
    wizard = pick(pack.wizards)
    known = [e for e in wizard.outcomes if e.verdict is not Verdict.ASK_FIRST]
    twin = changed(pick(known), ref="z98", steps=("Do the planted thing.",))
    field = f"outcomes › {twin.slug}"
    return put(pack, with_node(wizard, twin)), [
        ("duplicate-slug", place(wizard), field)
    ]


@fault
def a_question_looks_up_a_list_that_is_gone(pack: Guidance, pick: Pick) -> Planted:
    wizard, question = any_question(pack, pick)
    document, field = here(wizard, question)
    spoilt = changed(question, reference_list="gone")
    questions = [spoilt if e.slug == question.slug else e for e in wizard.questions]
    found = ("unknown-reference-list", document, f"{field} › reference list")
    return put(pack, changed(wizard, questions=questions)), [found]


@fault
def a_question_never_changes_the_answer(pack: Guidance, pick: Pick) -> Planted:
    wizard, question = pick(spots(pack))
    new = a_question("planted", pick(outcomes_elsewhere(wizard, question)).slug)
    spoilt = with_node(with_choice(wizard, question, leads_to="planted"), new)
    found = ("question-without-effect", place(wizard), "questions › planted")
    return put(pack, spoilt), [found]


@fault
def two_choices_lead_to_copies_of_one_branch(pack: Guidance, pick: Pick) -> Planted:
    wizard, question, spoilt = pick(
        [
            (wizard, question, spoilt)
            for wizard in pack.wizards
            for question in wizard.questions
            for spoilt in _with_copied_branches(wizard, question)
            if asks_little(spoilt)
        ]
    )
    return put(pack, spoilt), [("same-choices", *here(wizard, question))]


def _with_copied_branches(wizard: Wizard, question: Question) -> list[Wizard]:
    """Return `wizard` with one more choice, for each that leads on: to a copy of it."""
    following = [
        wizard.nodes[each.leads_to] for each in question.choices if not each.not_sure
    ]
    return [
        with_node(
            with_choice(wizard, question, leads_to="planted"),
            changed(node, slug="planted", ref="z98"),
        )
        for node in following
        if isinstance(node, Question)
    ]


@fault
def two_choices_lead_to_one_node(pack: Guidance, pick: Pick) -> Planted:
    wizard, question, spoilt = pick(
        [
            (wizard, question, spoilt)
            for wizard in pack.wizards
            for question in wizard.questions
            for each in question.choices
            if not each.not_sure
            for spoilt in [with_choice(wizard, question, leads_to=each.leads_to)]
            if asks_little(spoilt)
        ]
    )
    return put(pack, spoilt), [("choices-lead-to-one", *here(wizard, question))]


@fault
def two_outcomes_differ_only_in_wording(pack: Guidance, pick: Pick) -> Planted:
    wizard, question = pick(spots(pack))
    known = pick(outcomes_elsewhere(wizard, question))
    twin = changed(known, slug="planted", ref="z98", headline=f"Well: {known.headline}")
    spoilt = with_node(with_choice(wizard, question, leads_to="planted"), twin)
    return put(pack, spoilt), [("same-outcome", place(wizard), "outcomes › planted")]


@fault
def too_many_paths_only_ask(pack: Guidance, pick: Pick) -> Planted:
    wizard, spoilt = pick(
        [
            (wizard, spoilt)
            for wizard in pack.wizards
            if asks_little(wizard)
            for spoilt in [_asking_everywhere(wizard)]
            if share_to_ask(measure(spoilt).sure) > 1 / 3
            and share_to_ask(measure(spoilt).outcomes) <= 1 / 3
        ]
    )
    return put(pack, spoilt), [("ask-first-paths", place(wizard), "")]


def _asking_everywhere(wizard: Wizard) -> Wizard:
    """Return `wizard` with a choice at every question that leads to “Ask first”."""
    spoilt = with_node(wizard, _asking("planted"))
    for question in wizard.questions:
        spoilt = with_choice(spoilt, question, leads_to="planted")
    return spoilt


def _asking(slug: str) -> Outcome:
    citation = {"section": "operations-order-2025/core-rule"}
    citation |= {"words": "members of service are not permitted to engage"}
    fields: dict[str, object] = {"slug": slug, "ref": f"z-{slug}"}
    fields |= {"verdict": "ask_first"}
    fields |= {"headline": f"Ask about {slug}.", "steps": [f"Ask about {slug}."]}
    return Outcome.model_validate(
        fields | {"contacts": ["supervisor"], "citations": [citation]}
    )


@fault
def too_many_outcomes_only_ask(pack: Guidance, pick: Pick) -> Planted:
    wizard, spoilt = pick(
        [
            (wizard, spoilt)
            for wizard in pack.wizards
            if asks_little(wizard)
            for spoilt in [_asking_in_many_ways(wizard)]
            if share_to_ask(measure(spoilt).sure) <= 1 / 3
            and share_to_ask(measure(spoilt).outcomes) > 1 / 3
        ]
    )
    return put(pack, spoilt), [("ask-first-outcomes", place(wizard), "")]


def _asking_in_many_ways(wizard: Wizard) -> Wizard:
    """Return `wizard` with two more outcomes that ask, each reached once."""
    spoilt = wizard
    for slug, question in zip(("one", "two"), wizard.questions[-2:], strict=False):
        spoilt = with_node(spoilt, _asking(slug))
        spoilt = with_choice(spoilt, question, slug=slug, leads_to=slug)
    return spoilt
