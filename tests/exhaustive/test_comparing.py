"""What changed, document by document and field by field, told under one address."""

from __future__ import annotations

from hypothesis import given

from guidance.content.comparing import Changes, compare
from guidance.content.model import Guidance
from guidance.content.readdressing import readdressed
from tests.content.a_guidance import (
    BICYCLES,
    Graph,
    a_choice,
    a_citation,
    a_department,
    a_guidance,
    a_memo,
    a_question,
    a_scenario,
    a_section,
    a_wizard,
    an_outcome,
)
from tests.content.generated import guidances


def fields(before: Guidance, after: Guidance) -> dict[str, tuple[str, str]]:
    """Return every field that changed, with what it said before and says after."""
    return {
        each.field: (each.before, each.after)
        for changed in compare(before, after).changed
        for each in changed.fields
    }


@given(guidances())
def test_guidance_and_itself_are_the_same(guidance):
    assert compare(guidance, guidance) == Changes()
    assert not compare(guidance, guidance)


@given(guidances(), guidances())
def test_documents_that_differ_are_told_with_every_field_that_does(one, other):
    changes = compare(one, other)

    differing = [
        new
        for old, new in zip(one.documents(), other.documents(), strict=True)
        if old != new
    ]
    assert [each.after for each in changes.changed] == differing
    assert all(each.fields for each in changes.changed)
    assert all(
        each.before != each.after
        for changed in changes.changed
        for each in changed.fields
    )


def test_without_a_before_everything_is_added():
    changes = compare(None, a_guidance())

    assert [each.place for each in changes.added] == [
        "department",
        "memos/bicycle-order",
        "scenarios/ride-it",
        "wizards/take-a-bicycle",
    ]
    assert changes.changed == changes.removed == ()
    assert changes.readdressed == ()


def test_a_document_taken_out_and_one_put_in_are_told():
    after = a_guidance(scenarios=[a_scenario(slug="push-it", ref="a02")])

    changes = compare(a_guidance(), after)

    assert [each.place for each in changes.added] == ["scenarios/push-it"]
    assert [each.place for each in changes.removed] == ["scenarios/ride-it"]
    said = {each.field: each.after for each in changes.added[0].fields}
    assert said["question"] == "Can I ride a bicycle I found?"
    assert said["verdict"] == "No"
    assert "detail" not in said


def test_a_choice_that_leads_elsewhere_is_one_field():
    graph = {**BICYCLES, "is-it-yours": {**BICYCLES["is-it-yours"], "no": "take-it"}}

    assert fields(a_guidance(), a_guidance(wizards=[a_wizard(graph)])) == {
        "questions › is-it-yours › choices › no › leads to": ("leave-it", "take-it")
    }


def test_verdicts_are_told_in_words_and_texts_word_by_word():
    after = a_scenario(verdict="ask_first", answer="No, never take it.")

    changes = compare(a_guidance(), a_guidance(scenarios=[after]))

    verdict, answer = changes.changed[0].fields
    assert (verdict.before, verdict.after) == ("No", "Ask first")
    assert [each.text for each in answer.pieces] == [
        "No,",
        " leave",
        " never take",
        " it.",
    ]


def test_a_line_put_in_between_changes_no_other_line():
    before = a_guidance(scenarios=[a_scenario(steps=["Stop.", "Go."])])
    after = a_guidance(scenarios=[a_scenario(steps=["Stop.", "Look.", "Go."])])

    assert fields(before, after) == {"steps › 2": ("", "Look.")}


def test_choices_in_another_order_are_told():
    ways = {"yes": "leave-it", "no": "leave-it"}
    wizard = a_wizard({"is-it-locked": ways})
    turned = a_wizard(
        {"is-it-locked": ways},
        questions=[
            a_question(
                "is-it-locked",
                {},
                choices=[a_choice("no", "leave-it"), a_choice("yes", "leave-it")],
            )
        ],
    )

    assert fields(a_guidance(wizards=[wizard]), a_guidance(wizards=[turned])) == {
        "questions › is-it-locked › choices › order": ("yes, no", "no, yes")
    }


def test_words_quoted_otherwise_are_told_with_their_section():
    after = a_scenario(citations=[a_citation("a found bicycle where it is")])

    assert fields(a_guidance(), a_guidance(scenarios=[after])) == {
        "citations › 1": (
            "bicycle-order/found: “leaves a found bicycle”",
            "bicycle-order/found: “a found bicycle where it is”",
        )
    }


def moved() -> Guidance:
    """The same guidance at other addresses: a memo, a section, a scenario, a wizard,
    a question, an outcome."""
    section = "order-of-bicycles/when-found"
    graph: Graph = {
        "locked": {"yes": "leave", "no": "is-it-yours", "not-sure": "ask"},
        "is-it-yours": {"yes": "take-it", "no": "leave", "not-sure": "ask"},
    }
    refs = {"locked": "q-is-it-locked", "is-it-yours": "q-is-it-yours"}
    ends = {"leave": "leave-it", "ask": "ask", "take-it": "take-it"}
    return a_guidance(
        department=a_department(
            glossary=[
                {
                    "slug": "bicycle",
                    "term": "Bicycle",
                    "meaning": "It",
                    "section": section,
                }
            ]
        ),
        memos=[
            a_memo(slug="order-of-bicycles", sections=[a_section(slug="when-found")])
        ],
        scenarios=[
            a_scenario(
                slug="riding",
                citations=[a_citation(section=section)],
                settled_by={"wizard": "bicycles", "answers": {"locked": "yes"}},
                wizard="bicycles",
            )
        ],
        wizards=[
            a_wizard(
                graph,
                slug="bicycles",
                questions=[
                    a_question(slug, ways, ref=refs[slug], text=f"{refs[slug][2:]}?")
                    for slug, ways in graph.items()
                ],
                outcomes=[
                    an_outcome(
                        slug,
                        ref=f"o-{old}",
                        headline=f"The answer is {old}.",
                        citations=[a_citation(section=section)],
                    )
                    for slug, old in ends.items()
                ],
            )
        ],
    )


def unmoved() -> Guidance:
    term = {
        "slug": "bicycle",
        "term": "Bicycle",
        "meaning": "It",
        "section": "bicycle-order/found",
    }
    settled = {"wizard": "take-a-bicycle", "answers": {"is-it-locked": "yes"}}
    return a_guidance(
        department=a_department(glossary=[term]),
        scenarios=[a_scenario(settled_by=settled, wizard="take-a-bicycle")],
    )


def test_another_address_is_told_as_that_and_as_no_change():
    changes = compare(unmoved(), moved())

    assert changes.added == changes.changed == changes.removed == ()
    assert [(each.kind, each.before, each.after) for each in changes.readdressed] == [
        ("memo", "bicycle-order", "order-of-bicycles"),
        ("scenario", "ride-it", "riding"),
        ("wizard", "take-a-bicycle", "bicycles"),
        ("section", "bicycle-order/found", "order-of-bicycles/when-found"),
        ("question", "take-a-bicycle › is-it-locked", "bicycles › locked"),
        ("outcome", "take-a-bicycle › leave-it", "bicycles › leave"),
    ]


def test_what_was_written_down_anew_is_what_is_there_now():
    found, _ = readdressed(unmoved(), moved())

    assert found == moved()


def test_an_address_that_somebody_else_had_is_no_move():
    before = a_guidance(scenarios=[a_scenario(), a_scenario(slug="push-it", ref="a02")])
    after = a_guidance(scenarios=[a_scenario(slug="push-it", ref="a01")])

    changes = compare(before, after)

    assert changes.readdressed == ()
    assert [each.slug for each in changes.removed] == ["ride-it"]
