"""Freezing: documents as data that reads back the same, named by its digest."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from guidance.content.freezing import (
    UnknownFormat,
    canonical,
    digest,
    freeze,
    gather,
    thaw,
)
from guidance.content.model import Guidance
from tests.content.a_guidance import (
    a_case,
    a_department,
    a_guidance,
    a_memo,
    a_scenario,
    with_cases,
)
from tests.content.generated import guidances


@settings(max_examples=8)
@given(guidances())
def test_what_is_frozen_and_stored_thaws_to_the_same(guidance: Guidance):
    stored = [json.loads(canonical(freeze(each))) for each in guidance.documents()]

    assert gather([thaw(each) for each in stored]) == guidance


def test_the_digest_is_of_the_content_and_not_of_the_order_of_its_fields():
    frozen = freeze(a_scenario())

    assert digest(dict(reversed(frozen.items()))) == digest(frozen)
    assert digest(freeze(a_scenario(answer="Yes."))) != digest(frozen)


def test_the_digest_of_a_document_is_for_ever():
    """Editions name documents by it: another digest here is another stored format."""
    assert digest(freeze(a_memo())) == (
        "f7ca4f7c36de5d990ab49e659b40faa369f3ea66210f1f5bfb28134093715f39"
    )


def test_a_department_with_no_banned_words_and_no_pins_has_the_digest_it_had_before():
    assert digest(freeze(a_department())) == (
        "626b2d68851d02a58fe3984bb1fa825a5fcc65c21aed3345d240ae5a8c55d98c"
    )


def test_a_set_without_disputes_has_the_digest_it_had_before_there_were_any():
    """Else every edition would name all cases anew, although nobody touched them."""
    [case_set] = with_cases(a_case()).case_sets

    assert digest(freeze(case_set)) == (
        "7b3ebf1cbfce1b46f39b7bae37e42223d453aa9b77942c149957b5d0d23d9c94"
    )


def test_cases_stored_before_there_were_disputes_read_back_without_one():
    [case_set] = with_cases(a_case(disputed="Ask.", outcome="leave-it")).case_sets
    stored = freeze(case_set)
    assert thaw(json.loads(canonical(stored))) == case_set
    del stored["document"]["cases"][0]["disputed"]

    undisputed = with_cases(a_case(outcome="leave-it")).case_sets

    assert thaw(stored) == undisputed[0]


def test_a_format_of_the_future_is_refused_and_not_guessed_at():
    with pytest.raises(UnknownFormat, match="999"):
        thaw(freeze(a_memo()) | {"format": 999})


def test_stored_data_that_is_not_what_it_promises_is_refused():
    stored = freeze(a_memo())
    del stored["document"]["title"]

    with pytest.raises(ValidationError, match="title"):
        thaw(stored)


def test_documents_without_their_department_are_no_guidance():
    with pytest.raises(ValueError, match="one department, not 0"):
        gather([a_memo()])


def test_gathered_documents_stand_in_reading_order():
    memos = [a_memo(slug="b", order=1), a_memo(slug="a", order=1), a_memo(slug="c")]
    scenarios = [a_scenario(slug="x", ref="a02"), a_scenario(slug="y", ref="a01")]

    guidance = gather([*scenarios, *memos, a_guidance().department])

    assert [each.slug for each in guidance.memos] == ["c", "a", "b"]
    assert [each.slug for each in guidance.scenarios] == ["y", "x"]
