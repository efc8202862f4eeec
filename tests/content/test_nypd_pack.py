"""The NYPD pack: nothing lost, every answer resting on words, FAQ and wizard agreeing.

The numbers and refs are those of the research the pack was made from. They change
when a lawyer adds or withdraws an answer, and then on purpose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance.content.checking import check
from guidance.content.markdown import plain
from guidance.content.memos import Citation, Section
from guidance.content.model import Guidance, Outcome, Question, Scenario
from guidance.content.packs import dump_pack, load_pack
from guidance.content.quoting import find
from guidance.content.vocabulary import Provenance, Verdict
from guidance.content.walking import paths, walk

NYPD = Path(__file__).resolve().parents[2] / "fixtures" / "nypd"

REFS = {
    "a": "01 02 03 04 05 06 07 08 09 10 11 13 14",
    "b": "01 02 03 04 05 06 07 08 09 10 11 12",
    "c": "01 02 03 04 05 07 08 09 10",
    "d": "01 02 03 04 05 06 07 08 09",
    "e": "01 02 03 04 05 06 07",
    "f": "01 02 03 04 05 06 07 08",
    "g": "01 02 04 05 06",
    "h": "01 02 03",
    "i": "01 02 03 04 06",
    "j": "01 02 03 04 05 06 07 08",
    "k": "01 02 03 04",
    "l": "01 02 03 04 05 06 07",
}

WITHOUT_A_PATH = "a08 a09 a13 b01 b06 c05 c10 d05 d08 f06 g06 h03 j01 j05 k01 k02 k04 l02 l03 l06 l07"

RETIRED = {
    *("h-paper", "i1", "i2", "i3", "i5", "j1", "r1", "s2", "d-o-ask2", "h-o-crime"),
    *("h-o-onekey", "k-o-id", "s-o-safetyonly", "t-o-legal"),
}


@pytest.fixture(scope="module")
def nypd() -> Guidance:
    return load_pack(NYPD)


def questions(nypd: Guidance) -> list[Question]:
    return [each for wizard in nypd.wizards for each in wizard.questions]


def outcomes(nypd: Guidance) -> list[Outcome]:
    return [each for wizard in nypd.wizards for each in wizard.outcomes]


def sections(nypd: Guidance) -> dict[str, Section]:
    return {f"{m.slug}/{s.slug}": s for m in nypd.memos for s in m.sections}


def answers(nypd: Guidance) -> list[Scenario | Outcome]:
    return [*nypd.scenarios, *outcomes(nypd)]


def citations(nypd: Guidance) -> Iterator[tuple[str, Citation]]:
    for answer in answers(nypd):
        for citation in answer.citations:
            yield answer.ref, citation


def test_it_holds_every_document_and_every_part(nypd: Guidance) -> None:
    assert len(nypd.memos) == 9
    assert len(sections(nypd)) == 60
    assert len(nypd.scenarios) == 90
    assert len(nypd.wizards) == 12
    assert len(questions(nypd)) == 78
    assert sum(len(each.choices) for each in questions(nypd)) == 266
    assert len(outcomes(nypd)) == 111


def test_it_holds_what_the_department_is_known_by(nypd: Guidance) -> None:
    department = nypd.department
    [crimes] = department.reference_lists

    assert len(crimes.entries) == len(set(crimes.entries)) == 154
    assert crimes.added == ()
    assert len(department.topics) == 9
    assert len(department.glossary) == 35
    assert len(department.synonyms) == 116
    assert len(department.sources) == 59


def test_nothing_only_the_department_knows_has_been_made_up(nypd: Guidance) -> None:
    department = nypd.department

    assert [each.slug for each in department.contacts] == [
        "supervisor",
        "operations-division",
        "legal-bureau",
        "duty-chief",
        "privacy-officer",
    ]
    assert not any(each.reach or each.hours for each in department.contacts)
    assert len(department.details) == 11
    assert not any(each.text for each in department.details)


def test_the_refs_of_the_scenarios_are_those_of_the_research(nypd: Guidance) -> None:
    known = [f"{letter}{n}" for letter, ns in REFS.items() for n in ns.split()]

    assert [each.ref for each in nypd.scenarios] == known


def test_no_ref_is_used_twice_and_no_retired_one_again(nypd: Guidance) -> None:
    refs = [each.ref for each in (*questions(nypd), *answers(nypd), *nypd.wizards)]
    refs += [each.ref for each in sections(nypd).values()]

    assert [ref for ref, times in Counter(refs).items() if times > 1] == []
    assert RETIRED.isdisjoint(refs)


def test_the_verdicts_are_those_of_the_research(nypd: Guidance) -> None:
    assert Counter(each.verdict for each in nypd.scenarios) == {
        Verdict.NO: 43,
        Verdict.ASK_FIRST: 17,
        Verdict.ONLY_IF: 11,
        Verdict.YES: 11,
        Verdict.MUST: 8,
    }
    assert Counter(each.verdict for each in outcomes(nypd)) == {
        Verdict.NO: 33,
        Verdict.ASK_FIRST: 31,
        Verdict.ONLY_IF: 22,
        Verdict.YES: 15,
        Verdict.MUST: 10,
    }


def test_the_pack_has_no_problems(nypd: Guidance) -> None:
    assert check(nypd) == []


def test_every_citation_quotes_words_that_stand_in_its_section(nypd: Guidance) -> None:
    known = sections(nypd)
    missing = []
    for ref, citation in citations(nypd):
        section = known[citation.section]
        quoted = section.quotation.text if section.quotation else ""
        if not any(
            find(citation.words, text) for text in (quoted, plain(section.body))
        ):
            missing.append((ref, citation.words))

    assert missing == []


def test_every_answer_cites_something_and_names_whom_to_ask(nypd: Guidance) -> None:
    assert [each.ref for each in answers(nypd) if not each.citations] == []
    assert [
        each.ref
        for each in answers(nypd)
        if each.verdict is Verdict.ASK_FIRST and not each.contacts
    ] == []


def test_every_scenario_can_be_asked_in_many_ways_and_no_way_twice(
    nypd: Guidance,
) -> None:
    ways = [each for scenario in nypd.scenarios for each in scenario.asked_as]
    worded = Counter(
        each.casefold().rstrip("?.")
        for scenario in nypd.scenarios
        for each in (scenario.question, *scenario.asked_as)
    )

    assert all(8 <= len(each.asked_as) <= 15 for each in nypd.scenarios)
    assert max(map(len, ways)) < 120
    assert [words for words, times in worded.items() if times > 1] == []


def test_every_scenario_with_a_path_gets_its_own_verdict_from_the_wizard(
    nypd: Guidance,
) -> None:
    wizards = {each.slug: each for each in nypd.wizards}
    settled = [each for each in nypd.scenarios if each.settled_by]
    differing = []
    for scenario in settled:
        assert scenario.settled_by
        path = scenario.settled_by
        reached = walk(wizards[path.wizard], path.answers)
        assert reached.answers == path.answers
        if reached.outcome is None or reached.outcome.verdict is not scenario.verdict:
            differing.append(scenario.ref)

    assert len(settled) == 69
    assert differing == []


def test_what_waits_for_the_lawyers_has_no_path(nypd: Guidance) -> None:
    unsettled = [each.ref for each in nypd.scenarios if not each.settled_by]

    assert unsettled == WITHOUT_A_PATH.split()


def test_every_path_of_every_wizard_ends_in_a_verdict_with_quoted_words(
    nypd: Guidance,
) -> None:
    for wizard in nypd.wizards:
        reached = set()
        for given in paths(wizard):
            outcome = walk(wizard, given).outcome
            assert outcome is not None
            assert outcome.verdict in Verdict
            assert all(each.words for each in outcome.citations)
            assert outcome.citations
            reached.add(outcome.slug)

        assert reached == {each.slug for each in wizard.outcomes}


def test_provenance_is_shown_for_what_it_is(nypd: Guidance) -> None:
    kinds = Counter(each.provenance for each in sections(nypd).values())

    assert kinds == {Provenance.LAW: 39, Provenance.REPORTED: 12, Provenance.QUOTED: 9}
    assert all(
        each.quotation
        for each in sections(nypd).values()
        if each.provenance is Provenance.QUOTED
    )
    assert [each.slug for each in nypd.memos if each.numbering_is_ours] == [
        "operations-order-2025",
        "bulletin-2017",
    ]


def test_dumping_what_was_loaded_gives_the_same_bytes(
    nypd: Guidance, tmp_path: Path
) -> None:
    dump_pack(nypd, tmp_path)

    assert files(tmp_path) == files(NYPD)


def files(folder: Path) -> dict[str, bytes]:
    found = sorted(folder.rglob("*.yaml"))
    return {str(each.relative_to(folder)): each.read_bytes() for each in found}
