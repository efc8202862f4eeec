"""Faults in scenarios, in what answers rest on, and in cases."""

from __future__ import annotations

from guidance.content.checking import place
from guidance.content.memos import Citation
from guidance.content.model import Case, Guidance, Scenario
from guidance.content.vocabulary import Verdict
from guidance.content.waivers import Waiver, Waivers
from tests.exhaustive.planting import (
    NEW,
    Expected,
    Pick,
    a_new_scenario,
    changed,
    fault,
    is_easy,
    put,
    with_department,
    with_outcome,
)

Planted = tuple[Guidance, Expected]

HARD = (
    "Departmental authorization necessitates comprehensive consideration of "
    "administrative responsibilities notwithstanding contradictory interpretations. "
)


def settled(pack: Guidance) -> list[Scenario]:
    return [each for each in pack.scenarios if each.settled_by]


@fault
def a_scenario_names_what_is_gone(pack: Guidance, pick: Pick) -> Planted:
    field, value, wanted, shown = pick(
        [
            ("topic", "gone", "topic", "topic"),
            ("see_also", ("gone",), "scenario", "see also"),
            ("wizard", "gone", "wizard", "wizard"),
            ("bears_on", ("gone/gone",), "section", "bears on"),
        ]
    )
    scenario = changed(pick(pack.scenarios), **{field: value})
    return put(pack, scenario), [(f"unknown-{wanted}", place(scenario), shown)]


@fault
def a_scenario_calls_a_contact_that_is_gone(pack: Guidance, pick: Pick) -> Planted:
    known = pick(pack.scenarios)
    scenario = changed(known, contacts=(*known.contacts, "gone"))
    return put(pack, scenario), [("unknown-contact", place(scenario), "contacts")]


@fault
def nobody_is_named_to_ask(pack: Guidance, pick: Pick) -> Planted:
    asking = [e for e in pack.scenarios if e.verdict is Verdict.ASK_FIRST]
    scenario = changed(pick(asking), contacts=())
    return put(pack, scenario), [("no-contact", place(scenario), "contacts")]


@fault
def an_outcome_names_nobody_to_ask(pack: Guidance, pick: Pick) -> Planted:
    wizard, outcome = pick(
        [
            (wizard, outcome)
            for wizard in pack.wizards
            for outcome in wizard.outcomes
            if outcome.verdict is Verdict.ASK_FIRST
        ]
    )
    spoilt = with_outcome(wizard, changed(outcome, contacts=()))
    field = f"outcomes › {outcome.slug} › contacts"
    return put(pack, spoilt), [("no-contact", place(wizard), field)]


@fault
def an_answer_rests_on_nothing(pack: Guidance, pick: Pick) -> Planted:
    scenario = a_new_scenario(pack, pick, citations=())
    return put(pack, scenario), [("no-citation", "scenarios/planted", "citations")]


@fault
def a_section_that_is_gone_is_quoted(pack: Guidance, pick: Pick) -> Planted:
    known = pick(pack.scenarios)
    citations = (*known.citations, Citation(section="gone/gone", words="Anything"))
    field = f"citations › {len(citations)}"
    scenario = changed(known, citations=citations)
    return put(pack, scenario), [("unknown-section", place(scenario), field)]


@fault
def words_are_quoted_that_do_not_stand_there(pack: Guidance, pick: Pick) -> Planted:
    known = pick(pack.scenarios)
    quoted = pick(known.citations)
    wrong = changed(quoted, words=f"{quoted.words} planted")
    scenario = changed(known, citations=(*known.citations, wrong))
    field = f"citations › {len(scenario.citations)}"
    return put(pack, scenario), [("words-not-found", place(scenario), field)]


@fault
def an_outcome_quotes_words_that_do_not_stand_there(
    pack: Guidance, pick: Pick
) -> Planted:
    wizard = pick(pack.wizards)
    outcome = pick(wizard.outcomes)
    wrong = changed(outcome.citations[0], words="Planted words")
    spoilt = changed(outcome, citations=(*outcome.citations, wrong))
    field = f"outcomes › {outcome.slug} › citations › {len(spoilt.citations)}"
    return put(pack, with_outcome(wizard, spoilt)), [
        ("words-not-found", place(wizard), field)
    ]


@fault
def a_path_leaves_an_answer_out(pack: Guidance, pick: Pick) -> Planted:
    known = pick([e for e in settled(pack) if len(path_of(e)) > 1])
    answers = dict(list(path_of(known).items())[1:])
    scenario = changed(known, settled_by=changed(known.settled_by, answers=answers))
    return put(pack, scenario), [("settled-nowhere", place(scenario), "settled by")]


def path_of(scenario: Scenario) -> dict[str, str]:
    assert scenario.settled_by
    return scenario.settled_by.answers


@fault
def a_path_is_of_a_wizard_that_is_gone(pack: Guidance, pick: Pick) -> Planted:
    known = pick(settled(pack))
    scenario = changed(known, settled_by=changed(known.settled_by, wizard="gone"))
    return put(pack, scenario), [("unknown-wizard", place(scenario), "settled by")]


@fault
def a_scenario_contradicts_its_wizard(pack: Guidance, pick: Pick) -> Planted:
    alone = [
        each
        for each in settled(pack)
        if sum(each.settled_by == other.settled_by for other in pack.scenarios) == 1
    ]
    known = pick(alone)
    scenario = changed(known, verdict=another(known.verdict))
    return put(pack, scenario), [("settled-otherwise", place(scenario), "settled by")]


def another(verdict: Verdict) -> Verdict:
    """Return another verdict that needs no contact and opposes nothing."""
    return Verdict.MUST if verdict is Verdict.ONLY_IF else Verdict.ONLY_IF


@fault
def the_same_facts_are_decided_twice(pack: Guidance, pick: Pick) -> Planted:
    known = pick([each for each in settled(pack) if is_easy(pack, place(each))])
    scenario = changed(known, **NEW, verdict=another(known.verdict))
    return put(pack, scenario), [
        ("facts-decided-twice", "scenarios/planted", "settled by"),
        ("settled-otherwise", "scenarios/planted", "settled by"),
    ]


@fault
def the_same_words_carry_a_yes_and_a_no(pack: Guidance, pick: Pick) -> Planted:
    ours = {
        (each.section, each.words): memo_field(each.section)
        for scenario in pack.scenarios
        if scenario.verdict is Verdict.NO
        for each in scenario.citations
    }
    words = pick(list(ours))
    known = pick([each for each in pack.scenarios if each.verdict is Verdict.YES])
    planted = Citation(section=words[0], words=words[1])
    scenario = changed(known, citations=(*known.citations, planted))
    return put(pack, scenario), [("words-for-yes-and-no", *ours[words])]


def memo_field(section: str) -> tuple[str, str]:
    memo, _, slug = section.partition("/")
    return f"memos/{memo}", f"sections › {slug}"


@fault
def two_scenarios_ask_nearly_the_same(pack: Guidance, pick: Pick) -> Planted:
    at = pick(range(len(pack.scenarios) - 1))
    nearly = f"{pack.scenarios[at].question.rstrip('?')} now?"
    scenario = changed(pack.scenarios[at + 1], question=nearly)
    return put(pack, scenario), [("near-question", place(scenario), "question")]


@fault
def an_answer_is_hard_to_read(pack: Guidance, pick: Pick) -> Planted:
    known = pick([each for each in pack.scenarios if is_easy(pack, place(each))])
    scenario = changed(known, detail=HARD * 3 + known.detail)
    return put(pack, scenario), [("reading-grade", place(scenario), "")]


@fault
def a_question_is_hard_to_read(pack: Guidance, pick: Pick) -> Planted:
    wizard = pick([each for each in pack.wizards if is_easy(pack, place(each))])
    spoilt = changed(pick(wizard.questions), help=HARD)
    questions = [spoilt if e.slug == spoilt.slug else e for e in wizard.questions]
    found = ("reading-grade", place(wizard), "")
    return put(pack, changed(wizard, questions=questions)), [found]


@fault
def an_abbreviation_is_explained_nowhere(pack: Guidance, pick: Pick) -> Planted:
    known = pick(pack.scenarios)
    scenario = changed(known, detail=f"{known.detail} Ask the QZX.")
    return put(pack, scenario), [("abbreviation", place(scenario), "answer")]


@fault
def an_answer_says_a_banned_word(pack: Guidance, pick: Pick) -> Planted:
    known = pick([each for each in pack.scenarios if is_easy(pack, place(each))])
    scenario = changed(known, detail=f"{known.detail} It is a *Velocipede*.")
    spoilt = with_department(put(pack, scenario), banned_words=["penny", "velocipede"])
    return spoilt, [("banned-word", place(scenario), "answer")]


@fault
def a_waiver_waives_nothing(pack: Guidance, pick: Pick) -> Planted:
    old: Waiver = changed(pick(pack.waivers.waivers), finding="reading-grade-gone")
    waivers = (*pack.waivers.waivers, old)
    spoilt = changed(pack, waivers=Waivers(waivers=waivers))
    return spoilt, [("waiver-unused", "waivers", f"waivers › {len(waivers)}")]


def with_case(
    pack: Guidance, pick: Pick, **fields: object
) -> tuple[Guidance, str, Case]:
    """Return `pack` with one of its cases spoilt, the set's name, and the case."""
    case_set, known = pick(
        [
            (case_set, case)
            for case_set in pack.case_sets
            for case in case_set.cases
            if not case.disputed and case.verdict is not fields.get("verdict")
        ]
    )
    spoilt = changed(known, **fields)
    cases = [spoilt if each.slug == known.slug else each for each in case_set.cases]
    sets = [
        changed(each, cases=cases) if each.slug == case_set.slug else each
        for each in pack.case_sets
    ]
    return changed(pack, case_sets=sets), f"cases/{case_set.slug}", known


@fault
def a_case_comes_out_otherwise(pack: Guidance, pick: Pick) -> Planted:
    spoilt, document, known = with_case(pack, pick, outcome="gone")
    field = f"cases › {known.slug}"
    return spoilt, [
        ("unknown-outcome", document, f"{field} › outcome"),
        ("case-differs", document, field),
    ]


@fault
def a_dispute_is_over(pack: Guidance, pick: Pick) -> Planted:
    spoilt, document, known = with_case(pack, pick, disputed="It was.")
    return spoilt, [("dispute-over", document, f"cases › {known.slug} › disputed")]


@fault
def a_case_is_disputed_and_not_pinned(pack: Guidance, pick: Pick) -> Planted:
    spoilt, document, known = with_case(
        pack, pick, verdict=Verdict.MUST, disputed="It is."
    )
    field = f"cases › {known.slug}"
    return spoilt, [
        ("case-disputed", document, field),
        ("dispute-unpinned", document, f"{field} › disputed"),
    ]


@fault
def a_case_leaves_its_path(pack: Guidance, pick: Pick) -> Planted:
    spoilt, document, known = with_case(pack, pick, answers={"gone": "yes"})
    return spoilt, [("case-unfinished", document, f"cases › {known.slug} › answers")]


@fault
def a_case_must_rest_on_a_section_that_is_gone(pack: Guidance, pick: Pick) -> Planted:
    spoilt, document, known = with_case(pack, pick, sections=("gone/gone",))
    field = f"cases › {known.slug}"
    return spoilt, [
        ("unknown-section", document, f"{field} › sections"),
        ("case-differs", document, field),
    ]
