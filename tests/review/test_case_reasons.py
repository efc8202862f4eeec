"""A case that changed since the newest edition is published with its reason, or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from guidance.authoring.draft_findings import examine_draft
from guidance.authoring.filling import fill
from guidance.authoring.freezing import draft_problems
from guidance.content.model import Guidance, Outcome
from guidance.content.problems import Refused
from guidance.content.vocabulary import Verdict
from guidance.editions.library import library
from guidance.editions.models import Edition
from tests.content.a_guidance import LOCKED, a_case, a_guidance, a_wizard, with_cases
from tests.review.desk_work import HOUR, NOON, first_edition, released

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def edition_one() -> Iterator[None]:
    """The locked bicycle stays where it is, says edition 1, and a case holds it."""
    library.forget()
    first_edition(with_cases(a_case()))
    yield
    library.forget()


def turned() -> list[Outcome]:
    """The wizard's outcomes, where a locked bicycle may now be taken at times."""
    return [
        each.model_copy(update={"verdict": Verdict.ONLY_IF})
        if each.slug == "leave-it"
        else each
        for each in a_wizard().outcomes
    ]


def turned_round(**case: str) -> Guidance:
    turned_case = a_case(answers=LOCKED, verdict="only_if", **case)
    return with_cases(turned_case, wizards=[a_wizard(outcomes=turned())])


def refused(guidance: Guidance, at: datetime = NOON + HOUR) -> list[str]:
    with pytest.raises(Refused) as refusal:
        released(guidance, at=at)
    return [each.kind for each in refusal.value.problems]


def test_a_changed_answer_is_not_published_against_its_case():
    assert "case-differs" in refused(with_cases(a_case(verdict="yes")))


def test_a_case_turned_round_with_its_answer_is_not_published_without_a_reason():
    assert refused(turned_round()) == ["case-without-reason"]
    assert Edition.objects.count() == 1


def test_a_case_taken_out_of_the_way_is_not_published_either():
    silent = a_guidance(wizards=[a_wizard(outcomes=turned())])

    assert refused(silent) == ["case-without-reason"]


def test_the_desk_says_so_before_anybody_publishes():
    fill(turned_round())

    [found] = draft_problems()
    proofs = examine_draft(at=NOON).findings

    assert found.kind == "case-without-reason"
    assert "case-without-reason" in {each.kind for each in proofs}


def test_with_a_reason_it_is_published():
    reasoned = turned_round(why="The order was amended on 20 November.")

    assert released(reasoned).number == 2
    assert draft_problems() == []


def test_the_newest_edition_counts_and_not_the_first():
    released(turned_round(why="The order was amended on 20 November."))
    back = with_cases(a_case(why="The order was amended on 20 November."))

    assert refused(back, at=NOON + 2 * HOUR) == ["case-without-reason"]
