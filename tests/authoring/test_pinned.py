"""Pinning at the desk: what is shown first is found by typing, and is there."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from guidance.authoring.freezing import draft_guidance, draft_problems
from guidance.authoring.models import PinnedResult
from tests.authoring.forms import opened, page_of

ADD = reverse("admin:authoring_pinnedresult_add")


def sent(client: Any, queries: str, refs: str, **more: str) -> Any:
    return client.post(ADD, {"queries": queries, "refs": refs} | more)


def test_a_trainer_pins_results_and_they_are_part_of_the_draft(tess):
    answer = sent(tess, "Bike at the desk?\r\nbikes", "w-take\r\nA01\r\n")

    assert answer.status_code == 302
    page = tess.get(page_of(PinnedResult.objects.get())).content.decode()
    assert 'href="/draft/search/?q=Bike+at+the+desk%3F"' in page
    [pin] = draft_guidance().department.pinned
    assert pin.queries == ("Bike at the desk?", "bikes")
    assert pin.refs == ("w-take", "a01")
    assert draft_problems() == []


@pytest.mark.parametrize(
    ("queries", "refs", "told"),
    [
        ("", "a01", "This field is required"),
        ("bikes", "a99", "No scenario, wizard, memo or section has the ref “a99”"),
        ("bikes", "o-leave-it", "Pin “w-take”"),
        ("bikes", "a01\na01", "“a01” stands here twice"),
        ("bikes\nBikes!", "a01", "“bikes” stands here twice"),
        ("Locks", "a01", "“Locks” is pinned already: “locks”: b-1"),
        ("A01", "b", "a ref goes straight to what has it"),
    ],
)
def test_what_would_show_nothing_is_refused_with_a_way_on(tess, queries, refs, told):
    PinnedResult.objects.create(queries=["locks"], refs=["b-1"])

    page = sent(tess, queries, refs)

    assert page.status_code == 200
    assert told in page.content.decode()
    assert PinnedResult.objects.count() == 1


def test_a_line_that_is_no_ref_offers_what_has_its_words_in_its_place(tess):
    page = sent(tess, "bikes", "w-take\r\nride\r\nb", _look="1").content.decode()

    assert "✓ w-take · Can I take this bicycle?" in page
    assert 'name="_put" value="refs=w-take\na01\nb\n"' in page
    assert "✓ b · Bicycle order" in page
    assert not PinnedResult.objects.exists()


def test_what_is_taken_stands_in_the_box_without_a_script(tess):
    page = sent(tess, "bikes", "ride", _put="refs=a01\n").content.decode()

    assert "✓ a01 · Can I ride a bicycle I found?" in page
    assert not PinnedResult.objects.exists()


def test_a_pin_at_something_that_is_gone_is_told_where_it_can_be_mended(tess):
    pin = PinnedResult.objects.create(queries=["locks"], refs=["a77"])

    [problem] = draft_problems()
    page = tess.get(reverse("admin:check")).content.decode()

    assert problem.kind == "unknown-ref"
    assert page_of(pin) in page


def test_two_who_change_the_same_pin_see_each_other(tess, tom):
    pin = PinnedResult.objects.create(queries=["locks"], refs=["b-1"])
    address = page_of(pin)
    before = opened(tess, address)
    tom.post(address, opened(tom, address) | {"refs": "b"})

    page = tess.post(address, before | {"refs": "a01"})

    assert page.status_code == 409
    pin.refresh_from_db()
    assert pin.refs == ["b"]


def test_a_supervisor_reads_pins_and_changes_none(sue):
    pin = PinnedResult.objects.create(queries=["locks"], refs=["b-1"])

    assert "b-1" in sue.get(page_of(pin)).content.decode()
    assert sue.get(ADD).status_code == 403
