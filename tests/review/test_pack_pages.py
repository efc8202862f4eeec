"""Packs in and out of the desk, by its pages."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.authoring.freezing import draft_guidance
from guidance.authoring.models import Edit, Scenario, UploadedPack, Wizard
from guidance.content.model import Guidance
from guidance.content.zipped_packs import zip_pack
from guidance.editions.library import library
from tests.content.a_guidance import a_guidance, a_scenario
from tests.review.desk_work import first_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def tess():
    first_edition(at=timezone.now() - timedelta(days=1))
    open_account("tess", Role.TRAINER)
    client = Client()
    client.force_login(User.objects.get(username="tess"))
    yield client
    library.forget()


def text(response) -> str:
    return " ".join(response.content.decode().split())


def upload(client: Client, content: bytes, name: str = "pack.zip"):
    file = SimpleUploadedFile(name, content)
    return client.post("/review/packs/upload/", {"pack": file})


def other() -> Guidance:
    return a_guidance(scenarios=[a_scenario(answer="Leave it there.")])


def test_the_draft_and_an_edition_come_down_as_packs(tess):
    draft = tess.get("/review/packs/draft.zip")
    edition = tess.get("/review/packs/edition-1.zip")

    assert draft.content == edition.content == zip_pack(a_guidance())
    assert "example-draft.zip" in draft["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(draft.content)).testzip() is None
    assert tess.get("/review/packs/edition-2.zip").status_code == 404


def test_an_unfinished_draft_makes_no_pack_and_says_what_is_missing(tess):
    Wizard.objects.update(start=None)

    response = tess.get("/review/packs/draft.zip")

    assert response.status_code == 422
    assert "The draft can’t be downloaded yet" in text(response)
    assert "No question comes first yet. Say which one." in text(response)
    assert "Nothing was changed" not in text(response)


def test_an_uploaded_pack_shows_what_it_would_change_and_then_is_the_draft(tess):
    sent = upload(tess, zip_pack(other()))
    shown = text(tess.get(sent["Location"]))

    assert "Documents: 1 changed." in shown
    assert draft_guidance() == a_guidance()  # nothing happened yet

    tess.post("/review/packs/uploaded/decide/", {"take": ""})

    assert draft_guidance() == other()
    assert not UploadedPack.objects.exists()
    [edit] = Edit.objects.all()
    assert (edit.kind, str(edit.by)) == ("scenario", "tess")


def test_a_pack_that_is_dropped_leaves_the_draft_alone(tess):
    upload(tess, zip_pack(other()))

    said = text(tess.post("/review/packs/uploaded/decide/", {"drop": ""}, follow=True))

    assert "was dropped" in said
    assert draft_guidance() == a_guidance()


def test_a_draft_that_changed_meanwhile_has_to_be_looked_at_again(tess):
    upload(tess, zip_pack(other()))
    Scenario.objects.update(answer="Somebody worked on.")

    said = tess.post("/review/packs/uploaded/decide/", {"take": ""}, follow=True)

    assert "Somebody changed the draft since." in text(said)
    assert Scenario.objects.get().answer == "Somebody worked on."
    tess.post("/review/packs/uploaded/decide/", {"take": ""})
    assert draft_guidance() == other()


@pytest.mark.parametrize("content", [b"", b"no zip", zip_pack(a_guidance())[:-40]])
def test_what_is_no_pack_is_refused_with_a_sentence(tess, content):
    response = upload(tess, content, "<b>.zip")

    assert response.status_code == 422
    assert "Nothing was changed" in text(response)
    assert not UploadedPack.objects.exists()


def test_a_pack_with_problems_lists_them_all(tess):
    broken = a_guidance(scenarios=[a_scenario(topic="none", contacts=["nobody"])])

    response = upload(tess, zip_pack(broken))

    assert response.status_code == 422
    assert "nobody" in text(response)
    assert "none" in text(response)


def test_without_a_file_the_page_says_so(tess):
    assert tess.post("/review/packs/upload/").status_code == 422
    missing = tess.post("/review/packs/uploaded/decide/", {"take": ""}, follow=True)
    assert "no uploaded pack any more" in text(missing)
