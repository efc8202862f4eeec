"""A wizard's cases are called by its title, wherever somebody reads of them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from guidance.authoring.filling import fill
from guidance.authoring.models import Case, Section
from guidance.content.freezing import digest, freeze
from guidance.editions.library import library
from guidance.review import mailing
from guidance.review.models import Submission
from tests.content.a_guidance import a_case, with_cases
from tests.review.desk_pages import approve, submit, words
from tests.review.desk_work import published, released

TITLE = "Cases of “Can I take this bicycle?”"
SLUG = "take-a-bicycle"


def named(client, *addresses: str) -> None:
    for address in addresses:
        page = words(client.get(address))
        assert TITLE in page, address
        assert f"Cases of {SLUG}" not in page, address


@pytest.mark.django_db
def test_new_cases_are_called_by_their_wizards_title(tess, sue):
    fill(with_cases(a_case()))
    named(
        tess,
        "/review/changed/",
        f"/review/submit/case_set/{SLUG}/",
        "/review/changes/",
    )

    made = submit(tess, "case_set", SLUG)

    assert made.title == TITLE
    [snapshot] = Submission.objects.values_list("snapshot", flat=True)
    assert snapshot == digest(freeze(with_cases(a_case()).case_sets[0]))
    in_a_letter = mailing.named("case_set", made.title)
    assert in_a_letter == "cases “Cases of ‘Can I take this bicycle?’”"
    named(sue, "/review/", f"/review/submissions/{made.pk}/")
    approve(sue, made)
    named(sue, "/review/publish/")
    edition = published(made, at=timezone.now())[0].number
    library.refresh(at=timezone.now())
    named(
        sue,
        f"/editions/{edition}/",
        f"/editions/compare/?before={edition - 1}&after={edition}",
        f"/review/documents/case_set/{SLUG}/",
    )
    Case.objects.all().delete()
    named(tess, "/review/changed/", f"/review/submit/case_set/{SLUG}/")


@pytest.mark.django_db
def test_cases_that_a_change_voids_are_called_so_too(tess, sue):
    released(with_cases(a_case(sections=["bicycle-order/found"])), at=timezone.now())
    Section.objects.update(body="An officer leaves a **found bicycle** there.")

    submit(tess, "memo", "bicycle-order")

    named(sue, "/review/?show=voided")
