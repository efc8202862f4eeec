"""Importing a memo at the desk, and carrying a revised one through its work list."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guidance.authoring.draft_findings import examine_draft
from guidance.authoring.importing.correcting import parts_of
from guidance.authoring.models import (
    Case,
    CaseSection,
    Edit,
    ImportedMemo,
    Memo,
    OutcomeCitation,
    Scenario,
    ScenarioCitation,
    Section,
    TakenOut,
    Wizard,
)
from tests.authoring.conftest import NOON
from tests.content.made_files import MADE, ORDER, a_word_file

FACTS = {
    "title": "Bicycle order, new",
    "number": "7",
    "kind": "order",
    "issuer": "Example Police Department",
    "slug": "new-order",
    "ref": "bo",
    "provenance": "department",
}
REVISED = [
    (1, "Bicycle order"),
    (2, "1. Found bicycles"),
    (0, "Unless a supervisor agrees, an officer must leave any found bicycle there."),
    (2, "2. Helmets"),
    (0, "Nobody has to wear one."),
]


def text(response) -> str:
    return str(response.content.decode())


def upload(client, data: bytes, name: str, memo: Memo | None = None):
    file = SimpleUploadedFile(name, data)
    chosen = {"memo": memo.pk} if memo else {}
    return client.post("/admin/import/", {"file": file} | chosen)


def imported(client, data: bytes | None = None, memo: Memo | None = None) -> str:
    response = upload(client, data or a_word_file(), "order.docx", memo)
    assert response.status_code == 303, text(response)
    return str(response["Location"])


def sent(client, address: str, **changed: str) -> dict[str, str]:
    """Return what the form of an import sends, with its fields `changed`."""
    row = ImportedMemo.objects.get(pk=address.split("/")[3])
    fields = {"version": str(row.version)} | FACTS
    for part in parts_of(row):
        fields |= {
            f"{name}-{part.start}": getattr(part, name)
            for name in ("number", "heading", "slug", "ref", "provenance")
        }
        fields |= {f"titled-{part.start}": "on"} if part.is_titled else {}
    return fields | {name.replace("_", "-"): value for name, value in changed.items()}


def press(client, address: str, act: str, **changed: str):
    return client.post(address, sent(client, address, **changed) | {"act": act})


def starts() -> list[int]:
    return [each.start for each in parts_of(ImportedMemo.objects.get())]


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_file_becomes_a_draft_memo_with_its_source_kept(tess, suffix):
    data = MADE[suffix](ORDER)
    address = str(upload(tess, data, f"order{suffix}")["Location"])
    page = text(tess.get(address))
    assert "An officer leaves a found bicycle where it is." in page
    assert 'name="ref" value="bicycle-order"' in page

    response = press(tess, address, "make")

    memo = Memo.objects.get(slug="new-order")
    assert response["Location"] == f"/admin/authoring/memo/{memo.pk}/change/"
    sections = memo.sections.order_by("order")
    assert [(s.number, s.heading, s.slug, s.ref) for s in sections] == [
        ("1", "Purpose", "purpose", "bo-1"),
        ("2", "Found bicycles", "found-bicycles", "bo-2"),
    ]
    assert {s.provenance for s in sections} == {"department"}
    assert Edit.objects.filter(kind="memo", slug="new-order").exists()
    row = ImportedMemo.objects.get()
    file = tess.get(f"/admin/import/{row.pk}/source")
    assert file.content == data
    assert file["Content-Disposition"] == f'attachment; filename="order{suffix}"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert f"Source: order{suffix}" in text(tess.get(response["Location"]))


def test_text_is_pasted(tess):
    response = tess.post(
        "/admin/import/", {"text": "1. Purpose. One.\r\n\r\n2. Rule. Two."}
    )

    page = text(tess.get(response["Location"]))
    assert "Purpose" in page
    assert "Rule" in page


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "x.docx", "0 bytes"),
        (b"%PDF-1.4", "x.docx", "in truth a PDF"),
        (b"Text", "x.exe", "“.exe”"),
    ],
)
def test_a_refused_file_says_why_and_keeps_nothing(tess, data, name, words):
    response = upload(tess, data, name)

    assert response.status_code == 422
    assert words in text(response)
    assert not ImportedMemo.objects.exists()


def test_corrections_are_kept_whatever_button_is_pressed(tess):
    address = imported(tess)
    first, second = starts()

    press(tess, address, f"merge-{second}", **{f"heading_{first}": "Aims"})

    assert starts() == [first]
    page = text(tess.get(address))
    assert 'value="Aims"' in page
    assert ">Found bicycles" in page
    press(tess, address, f"split-{second}")
    assert starts() == [first, second]
    press(tess, address, f"drop-{first}")
    press(tess, address, "make")
    assert [
        each.heading for each in Section.objects.filter(memo__slug="new-order")
    ] == ["Found bicycles"]


def test_parts_are_numbered_anew(tess):
    address = imported(tess)
    first, second = starts()

    press(
        tess, address, "renumber", **{f"number_{first}": "x", f"number_{second}": "x"}
    )

    assert [each.number for each in parts_of(ImportedMemo.objects.get())] == ["1", "2"]


CLASHES = [
    ({"provenance": ""}, "How far its words can be trusted"),
    ({"slug": "bicycle-order"}, "already exists"),
    ({"ref": "B"}, "small letters"),
    ({"title": ""}, "Title: "),
    ({"ref_1": "b-1"}, "already exists"),
    ({"slug_1": "same", "slug_3": "same"}, "Two sections have the slug"),
    ({"number_1": ""}, "number: "),
]


def test_what_is_missing_or_clashes_is_said_and_nothing_lost(tess):
    address = imported(tess)
    assert starts() == [1, 3]

    for changed, words in CLASHES:
        response = press(tess, address, "make", number="88", **changed)

        assert response.status_code == 422
        assert words in text(response)
        assert 'value="88"' in text(response)
        undone = {name: "" for name in changed if name[-1].isdigit()}
        undone |= {"number_1": "1"} if "number_1" in changed else {}
        press(tess, address, "save", **undone)
    assert Memo.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"ref": "B"}, {"ref": ""}, {"provenance": ""}])
def test_what_is_wrong_with_the_memo_is_not_said_of_every_section(tess, wrong):
    page = text(press(tess, imported(tess), "make", **wrong))

    obstacles = page.partition("Nothing was saved as a memo yet")[2].partition("</ul>")
    assert obstacles[0].count("<li>") == 1


def test_it_is_said_that_corrections_were_saved(tess):
    address = imported(tess)

    press(tess, address, "save", number="88")

    assert "The corrections were saved." in text(tess.get(address))


def test_what_the_revised_text_states_otherwise_stands_beside_the_box(tess):
    Memo.objects.update(number="Operations Order No. 4", issued_on="2025-01-18")
    head = (0, "Operations Order No. 7, issued 2 March 2026")
    data = a_word_file([REVISED[0], head, *REVISED[1:]])
    address = imported(tess, data, Memo.objects.get())

    page = text(tess.get(address))

    assert 'data-differs="number">The text’s first lines say “Operations Order' in page
    assert 'data-differs="issued_on">The text’s first lines say “2 March 2026”' in page
    assert 'data-differs="title"' not in page


def test_two_people_can_t_overwrite_each_other_and_choose_whose_words_stand(tess, tom):
    address = imported(tess)
    opened = tom.get(address).context["opened_values"]
    theirs = sent(tom, address, heading_1="Tom's heading") | {"title": "Tom's"}
    press(tess, address, "save", heading_1="Tess's heading", number_1="9")

    stale = theirs | {"act": "save", "opened_values": opened}
    response = tom.post(address, stale)

    assert response.status_code == 409
    told = {each.name: each for each in response.context["conflict"]}
    heading = told["heading-1"]
    assert (heading.theirs, heading.yours) == ("Tess's heading", "Tom's heading")
    assert (told["number-1"].is_untouched, heading.is_untouched) == (True, False)
    assert "Tom&#x27;s heading" in text(response)
    first = parts_of(ImportedMemo.objects.get())[0]
    assert (first.heading, first.number) == ("Tess's heading", "9")

    version = str(response.context["row"].version)
    taken = {"take:number-1": f"theirs {told['number-1'].mark}", "version": version}
    assert tom.post(address, stale | taken).status_code == 303
    row = ImportedMemo.objects.get()
    assert (parts_of(row)[0].heading, parts_of(row)[0].number) == ("Tom's heading", "9")
    assert row.facts["title"] == "Tom's"


def test_an_import_is_thrown_away(tess):
    address = imported(tess)

    press(tess, address, "discard")

    assert not ImportedMemo.objects.exists()


def test_a_supervisor_may_have_the_file_and_import_nothing(tess, sue, client):
    address = imported(tess)
    key = address.split("/")[3]

    assert sue.get(f"/admin/import/{key}/source").status_code == 200
    for closed in ("/admin/import/", address):
        assert sue.get(closed).status_code == 403
    assert sue.get(f"/admin/work/{Memo.objects.get().pk}/").status_code == 200
    assert client.get(f"/admin/import/{key}/source").status_code == 302


@pytest.fixture
def revised(tess):
    """A revised bicycle order, compared; its section keeps its ref."""
    case = Case.objects.create(
        wizard=Wizard.objects.get(), slug="c", title="C", verdict="no", why="W", order=1
    )
    CaseSection.objects.create(case=case, section=Section.objects.get())
    address = imported(tess, a_word_file(REVISED), Memo.objects.get())
    response = press(tess, address, "compare")
    assert response.status_code == 303, text(response)
    return str(response["Location"])


def accept(client, address: str, **was: str):
    memo = Memo.objects.get()
    return client.post(address, {"act": "accept", "memo_version": memo.version} | was)


def test_accepting_keeps_refs_and_leads_to_the_work_list(tess, revised):
    shown = text(tess.get(revised))
    assert "[put in:" in shown
    assert 'data-changed="yes"' in shown
    assert 'data-changed="new"' in shown

    response = accept(tess, revised)

    assert response.status_code == 303, text(response)
    memo = Memo.objects.get()
    assert response["Location"] == f"/admin/work/{memo.pk}/"
    old, new = memo.sections.order_by("order")
    assert (old.ref, old.slug, old.body[:6]) == ("b-1", "found", "Unless")
    assert new.heading == "Helmets"
    assert memo.version > 1
    quoted = ScenarioCitation.objects.get()
    assert quoted.words == "leaves a found bicycle"
    page = text(tess.get(response["Location"]))
    assert f'data-task="scenario-quotes-{quoted.pk}" data-became="changed"' in page
    assert page.count("data-became") == 1 + OutcomeCitation.objects.count()
    assert "must leave any found bicycle" in page


def task(client, name: str) -> dict[str, str]:
    """Return what the form of a task on the work list sends."""
    page = client.get(f"/admin/work/{Memo.objects.get().pk}/")
    found = next(
        each for each in page.context["tasks"] if each["task"].rest.name == name
    )
    return {
        "task": name,
        **{key: str(found[key]) for key in ("was", "section", "words")},
    }


def test_a_suggested_quotation_is_accepted_one_by_one(tess, revised):
    accept(tess, revised)
    memo, quoted = Memo.objects.get(), ScenarioCitation.objects.get()
    version = Scenario.objects.get().version

    response = tess.post(
        f"/admin/work/{memo.pk}/", task(tess, f"scenario-quotes-{quoted.pk}")
    )

    assert response.status_code == 303
    quoted.refresh_from_db()
    assert quoted.words == "leave any found bicycle"
    assert Scenario.objects.get().version == version + 1
    assert Edit.objects.filter(kind="scenario").exists()
    assert f"scenario-quotes-{quoted.pk}" not in text(
        tess.get(f"/admin/work/{memo.pk}/")
    )
    assert "leaves a found" in OutcomeCitation.objects.order_by("pk")[0].words


UNQUOTABLE = [
    ({"words": "Words nobody wrote"}, "Words nobody wrote"),
    ({"section": ""}, "Choose a section"),
    ({"was": "1 something else"}, "Somebody changed it"),
    ({"task": "scenario-quotes-0"}, "not there any more"),
    ({"task": "user-names-1"}, "no such entry"),
]


def test_what_can_t_be_quoted_is_refused(tess, revised):
    accept(tess, revised)
    name = f"scenario-quotes-{ScenarioCitation.objects.get().pk}"

    for changed, words in UNQUOTABLE:
        form = task(tess, name) | changed
        response = tess.post(f"/admin/work/{Memo.objects.get().pk}/", form)

        assert response.status_code == 422
        assert words in text(response)
    assert ScenarioCitation.objects.get().words == "leaves a found bicycle"


def test_a_removed_section_stays_until_nothing_rests_on_it(tess, revised):
    old = Section.objects.get()
    accept(tess, revised, **{f"was-{start}": "" for start in starts()})
    memo = Memo.objects.get()
    assert TakenOut.objects.get().section == old
    kinds = {each.kind for each in examine_draft(at=NOON).open}
    assert "taken-out" in kinds
    address = f"/admin/work/{memo.pk}/"
    assert tess.post(address, {"delete": old.pk}).status_code == 422

    for _ in range(20):
        tasks = tess.get(address).context["tasks"]
        if not tasks:
            break
        one = tasks[0]
        new = memo.sections.exclude(pk=old.pk).order_by("order")[0]
        words = "leave any found bicycle" if one["task"].quotes else ""
        filled = {
            "task": one["task"].rest.name,
            "was": one["was"],
            "section": new.pk,
            "words": words,
        }
        assert tess.post(address, filled).status_code == 303

    assert CaseSection.objects.get().section != old
    assert 'data-idle="b-1"' in text(tess.get(address))
    tess.post(address, {"delete": old.pk})
    assert not TakenOut.objects.exists()
    assert not Section.objects.filter(ref="b-1").exists()


def test_a_ref_that_was_taken_out_is_given_to_nothing_else(tess, revised):
    accept(tess, revised)
    Section.objects.filter(heading="Helmets").update(ref="b-9")
    address = imported(tess)

    assert 'placeholder="b-1"' not in text(
        tess.post(address, sent(tess, address, ref="b"))
    )


def test_what_can_t_be_taken_over_is_said(tess, revised):
    before, key = Section.objects.get().body, str(Section.objects.get().pk)

    overtaken = tess.post(revised, {"act": "accept", "memo_version": "99"})
    twice = accept(tess, revised, **{f"was-{start}": key for start in starts()})

    assert (overtaken.status_code, twice.status_code) == (422, 422)
    assert "changed since" in text(overtaken)
    assert "be what b-1" in text(twice)
    assert Section.objects.get().body == before
