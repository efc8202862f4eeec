"""Cases: tests in lay language, and everything that can be wrong with one."""

from __future__ import annotations

from datetime import date

import pytest

from guidance.content.cases import run
from guidance.content.checking import check
from guidance.content.findings import Finding, Severity, open_findings
from guidance.content.freezing import freeze, gather, thaw
from guidance.content.lookup import Lookup
from guidance.content.model import Case, CaseSet, kind_of
from guidance.content.packs import dump_pack, load_pack
from guidance.content.problems import Problem, Refused
from guidance.content.proofs.disputes import prove_disputes
from guidance.content.vocabulary import Verdict
from guidance.content.waivers import Waiver
from tests.content.a_guidance import (
    LOCKED,
    a_case,
    a_guidance,
    a_scenario,
    a_wizard,
    with_cases,
)

ANSWERS = "cases › locked › answers"
UNLOCKED_AND_MINE = {"is-it-locked": "no", "is-it-yours": "yes"}


def problems(*cases: Case) -> list[tuple[str, str]]:
    return [(each.kind, each.field) for each in check(with_cases(*cases))]


def only_problem(*cases: Case) -> Problem:
    [found] = check(with_cases(*cases))
    return found


def disputes(*cases: Case, **changed) -> list[Finding]:
    guidance = with_cases(*cases, **changed)
    return list(prove_disputes(guidance, Lookup(guidance)))


def a_waiver(finding: Finding) -> Waiver:
    return Waiver(
        finding=finding.name,
        document=finding.document,
        sentence=finding.sentence,
        reason="The lawyers have it.",
        by="sue",
        at=date(2026, 11, 25),
    )


def test_a_case_that_comes_out_as_it_says_is_no_problem():
    case = a_case(outcome="leave-it", sections=["bicycle-order/found"])

    [result] = run(with_cases(case))

    assert result.passed
    assert result.sentence == "“The bicycle is locked” comes out as expected."
    assert check(with_cases(case)) == []


def test_a_case_that_comes_out_otherwise_says_what_came_instead():
    found = only_problem(a_case(verdict="yes"))

    assert found.kind == "case-differs"
    assert found.document == "cases/take-a-bicycle"
    assert found.field == "cases › locked"
    assert found.sentence == (
        "“The bicycle is locked” must come out as “Yes”, but comes out as “No” "
        "(o-leave-it)."
    )


def test_the_right_verdict_from_the_wrong_outcome_is_not_enough():
    found = only_problem(a_case(outcome="take-it"))

    assert found.kind == "case-differs"
    assert "must end in “take-it”, but ends in “leave-it”" in found.sentence


def test_an_outcome_that_does_not_quote_the_section_is_not_enough():
    wizard = a_wizard()
    quotes_nothing = [
        each.model_copy(update={"citations": ()}) for each in wizard.outcomes
    ]
    guidance = with_cases(
        a_case(sections=["bicycle-order/found"]),
        wizards=[a_wizard(outcomes=quotes_nothing)],
    )

    [result] = run(guidance)

    assert [each.kind for each in result.problems] == ["case-differs"]
    assert "must rest on “bicycle-order/found”" in result.sentence


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"is-it-locked": "perhaps"}, "case-not-offered"),
        ({"is-it-locked": "no"}, "case-unfinished"),
        ({"is-it-yours": "yes"}, "case-unfinished"),
        (LOCKED | {"is-it-yours": "yes"}, "case-left-over"),
        (LOCKED | {"is-it-red": "yes"}, "case-left-over"),
    ],
)
def test_answers_that_are_no_path_are_a_problem_and_nothing_else_is(answers, kind):
    assert problems(a_case(answers=answers, verdict="yes")) == [
        (kind, "cases › locked › answers")
    ]


def test_a_case_names_only_what_exists():
    case = a_case(outcome="gone", sections=["bicycle-order/gone"])

    found = problems(case)

    assert ("unknown-outcome", "cases › locked › outcome") in found
    assert ("unknown-section", "cases › locked › sections") in found


def test_two_cases_of_a_wizard_have_two_slugs():
    assert problems(a_case(), a_case()) == [("duplicate-slug", "cases › locked")]


def test_cases_of_a_wizard_that_does_not_exist_are_a_problem():
    [found] = check(with_cases(a_case(), wizard="gone"))

    assert (found.kind, found.document) == ("unknown-wizard", "cases/gone")


def test_two_sets_of_cases_for_one_wizard_are_a_problem():
    case_set = CaseSet(slug="take-a-bicycle", cases=(a_case(),))

    [found] = check(a_guidance(case_sets=[case_set, case_set]))

    assert (found.kind, found.document) == ("duplicate-slug", "cases/take-a-bicycle")


def test_cases_of_a_wizard_that_begins_nowhere_wait_until_it_does():
    guidance = with_cases(a_case(), wizards=[a_wizard(start="gone")])

    assert run(guidance) == []
    assert "case-differs" not in {each.kind for each in check(guidance)}


def disputed(**changed) -> Case:
    """A case whose sections say yes, where the wizard says no."""
    fields = {"verdict": "yes", "outcome": "leave-it", "disputed": "Ask the lawyers."}
    return a_case(**(fields | changed))


def test_a_disputed_case_stands_although_the_wizard_says_something_else():
    [result] = run(with_cases(disputed()))

    assert result.passed
    assert result.sentence == (
        "“The bicycle is locked” is disputed: “Yes” by the sections, “No” (o-leave-it) "
        "by the wizard."
    )
    assert check(with_cases(disputed())) == []


@pytest.mark.parametrize(
    ("changed", "kind", "field"),
    [
        ({"outcome": "take-it"}, "case-differs", "cases › locked"),
        ({"outcome": None}, "dispute-unpinned", "cases › locked › disputed"),
        ({"verdict": "no"}, "dispute-over", "cases › locked › disputed"),
        (
            {"verdict": "no", "outcome": "take-it"},
            "dispute-over",
            "cases › locked › disputed",
        ),
        ({"answers": {"is-it-locked": "no"}}, "case-unfinished", ANSWERS),
    ],
)
def test_a_dispute_excuses_the_verdict_and_nothing_else(changed, kind, field):
    assert problems(disputed(**changed)) == [(kind, field)]


def test_a_dispute_is_a_warning_until_somebody_waives_it():
    [found] = disputes(disputed())

    assert found.severity is Severity.WARNING
    assert found.place == "cases/take-a-bicycle, cases › locked"
    assert found.sentence.endswith("by the wizard. Ask the lawyers.")
    assert found.example == "is-it-locked? Yes → No: The answer is leave-it."
    assert open_findings([found], [a_waiver(found)]) == []


def test_its_waiver_holds_until_either_side_or_the_path_is_another():
    [found] = disputes(disputed())
    outcomes = [
        each.model_copy(update={"verdict": Verdict.ONLY_IF})
        for each in a_wizard().outcomes
    ]
    wizard = a_wizard(outcomes=outcomes)

    others = [
        *disputes(disputed(), wizards=[wizard]),
        *disputes(disputed(verdict="must")),
    ]
    reworded = disputes(disputed(disputed="Ask the chief.", why="The order."))

    assert open_findings(others, [a_waiver(found)]) == others
    assert open_findings(reworded, [a_waiver(found)]) == []


def test_where_nothing_is_disputed_there_is_nothing_to_warn_of():
    assert disputes(a_case()) == []
    assert disputes(disputed(), wizards=[a_wizard(start="gone")]) == []


def test_a_scenario_that_a_wizard_settles_is_a_case_too():
    settled = a_scenario(settled_by={"wizard": "take-a-bicycle", "answers": LOCKED})
    [agrees] = run(a_guidance(scenarios=[settled]))
    turned = settled.model_copy(update={"verdict": Verdict.YES})
    [differs] = run(a_guidance(scenarios=[turned]))

    assert agrees.passed
    assert agrees.document == "scenarios/ride-it"
    assert not differs.passed


def test_a_scenario_that_differs_is_reported_once():
    settled = a_scenario(
        verdict="yes", settled_by={"wizard": "take-a-bicycle", "answers": LOCKED}
    )

    found = check(a_guidance(scenarios=[settled]))

    assert [each.kind for each in found] == ["settled-otherwise"]


def test_a_case_without_a_reason_is_refused_in_a_pack(tmp_path):
    dump_pack(with_cases(a_case()), tmp_path)
    file = tmp_path / "cases" / "take-a-bicycle.yaml"
    text = file.read_text()
    file.write_text(text[: text.index("  why:")] + "  why: ''\n")

    with pytest.raises(Refused) as refused:
        load_pack(tmp_path)

    fields = [each.field for each in refused.value.problems]
    assert fields == ["cases › locked › why"]


def test_a_file_of_no_cases_is_refused_in_a_pack(tmp_path):
    dump_pack(with_cases(a_case()), tmp_path)
    (tmp_path / "cases" / "take-a-bicycle.yaml").write_text("cases: []\n")

    with pytest.raises(Refused) as refused:
        load_pack(tmp_path)

    assert [each.sentence for each in refused.value.problems] == [
        "This holds no cases."
    ]


def test_cases_come_out_of_a_pack_as_they_went_in(tmp_path):
    guidance = with_cases(
        a_case(outcome="leave-it", sections=["bicycle-order/found"]),
        a_case(slug="mine", title="Mine", answers=UNLOCKED_AND_MINE),
        disputed(slug="disputed", title="Disputed"),
    )

    dump_pack(guidance, tmp_path)

    assert load_pack(tmp_path) == guidance


def test_a_case_in_a_pack_is_reported_at_its_line(tmp_path):
    dump_pack(with_cases(a_case()), tmp_path)
    file = tmp_path / "cases" / "take-a-bicycle.yaml"
    file.write_text(file.read_text().replace("verdict: 'no'", "verdict: 'yes'"))

    with pytest.raises(Refused) as refused:
        load_pack(tmp_path)

    [found] = refused.value.problems
    assert (found.kind, found.file, found.line) == (
        "case-differs",
        "cases/take-a-bicycle.yaml",
        2,
    )


def test_nothing_is_said_of_cases_whose_wizard_cannot_be_read(tmp_path):
    dump_pack(with_cases(a_case(outcome="leave-it")), tmp_path)
    (tmp_path / "wizards" / "take-a-bicycle.yaml").write_text("title: [")

    with pytest.raises(Refused) as refused:
        load_pack(tmp_path)

    assert [each.kind for each in refused.value.problems] == ["malformed"]


def test_a_set_of_cases_is_frozen_and_thawed_like_any_document():
    guidance = with_cases(a_case())
    [case_set] = guidance.case_sets

    assert kind_of(case_set) == "case_set"
    assert thaw(freeze(case_set)) == case_set
    assert gather(list(guidance.documents())) == guidance


def test_thousands_of_cases_all_run():
    # A chain of two hundred questions, and cases along all of it.
    graph = {f"q{n}": {"on": f"q{n + 1}", "not-sure": "ask"} for n in range(199)}
    graph["q199"] = {"on": "end", "not-sure": "ask"}
    cases = [
        a_case(
            slug=f"c{number}",
            answers={f"q{n}": "on" for n in range(number % 200)}
            | {f"q{number % 200}": "not-sure"},
        )
        for number in range(3_000)
    ]
    guidance = with_cases(*cases, wizards=[a_wizard(graph)])
    results = run(guidance)
    assert len(results) == 3_000
    assert all(each.passed for each in results)
