"""What is found in an edition, in which order, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guidance.content.department import Term
from guidance.content.model import Guidance
from guidance.content.vocabulary import Verdict
from guidance.editions.reading import Copy
from guidance.search.asking import ask
from guidance.search.indexing import index
from guidance.search.models import Listing
from guidance.search.searching import answered, search
from guidance.search.showing import Result
from tests.content.a_guidance import a_department, a_guidance, a_scenario
from tests.search.conftest import a_copy

pytestmark = pytest.mark.django_db


Index = Callable[[Guidance], Copy]


@pytest.fixture
def indexed(db: None) -> Index:
    """Index a guidance as the next edition and return it."""

    def make(guidance: Guidance) -> Copy:
        number = 100 + Listing.objects.values("edition").distinct().count()
        index(number, guidance)
        return a_copy(guidance, number)

    return make


def first(text: str, copy: Copy) -> Result:
    return search(text, copy, limit=10).found[0]


def slugs(text: str, copy: Copy) -> list[str]:
    return [each.slug for each in search(text, copy, limit=10).found]


def test_a_whole_sentence_finds_the_scenario_it_is_about(nypd: Copy):
    found = first("ICE is at the desk with an I-200 can I hand him over", nypd)

    assert (found.kind, found.ref, found.verdict) == ("scenario", "a01", Verdict.NO)
    assert found.title == nypd.lookup.scenarios[found.slug].question


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("a01", "a01"),
        (" A01 ", "a01"),
        ("W-HOLD", "w-hold"),
        ("oo4-3", "oo4-3"),
        ("oo4 3", "oo4-3"),
    ],
)
def test_a_ref_goes_first(nypd: Copy, text: str, ref: str):
    assert first(text, nypd).ref == ref


def test_the_ref_of_an_outcome_finds_its_wizard_and_says_what_it_says(nypd: Copy):
    found = first("h-o-no", nypd)

    assert (found.kind, found.ref, found.verdict) == ("wizard", "w-hold", None)
    assert found.excerpt.startswith("h-o-no: No. ")


@pytest.mark.parametrize("typed", ["witn", "witne", "witness", "detai", "passp"])
def test_the_beginning_of_the_last_word_is_enough(nypd: Copy, typed: str):
    found = search(typed, nypd, limit=5).found

    assert any(typed in f"{each.title} {each.excerpt}".lower() for each in found)


def test_what_is_typed_so_far_finds_what_the_whole_word_finds(nypd: Copy):
    for length in range(4, len("bottles") + 1):
        assert first("bottles"[:length], nypd).ref == "j04"


def test_what_half_a_word_finds_is_too_early_to_be_the_answer(nypd: Copy):
    text = "passport lost, where does the tourist go"  # or "government"

    so_far = answered(ask(text, typing=True), nypd, limit=10)

    assert so_far.found
    assert so_far.too_early
    assert not search(text, nypd, limit=10).found
    whole = answered(ask("warrant", typing=True), nypd, limit=10)
    assert whole.found
    assert not whole.too_early


def test_sections_and_meanings_are_found_beside_answers(nypd: Copy):
    kinds = {each.kind for each in search("i-200 warrant", nypd, limit=10).found}

    assert {"scenario", "section", "term"} <= kinds


def test_a_section_says_which_memo_it_stands_in(nypd: Copy):
    found = first("oo4-3", nypd)

    assert found.slug.startswith("operations-order-2025/")
    assert found.within == nypd.lookup.memos["operations-order-2025"].title


def test_nothing_is_found_twice(nypd: Copy):
    found = search("ice warrant", nypd, limit=200).found

    assert len(found) == len({(each.kind, each.slug) for each in found})


def test_the_count_goes_on_where_the_list_ends(nypd: Copy):
    few = search("warrant", nypd, limit=3)
    all_of_them = search("warrant", nypd, limit=200)

    assert len(few.found) == 3
    assert few.count == all_of_them.count == len(all_of_them.found) > 3


def test_a_search_is_one_query(nypd: Copy, django_assert_num_queries):
    search("warrant", nypd, limit=10)  # the first brings the directions into memory

    with django_assert_num_queries(1):
        search(
            "can I hand over a prisoner to the feds on an ICE warrant", nypd, limit=10
        )


def test_a_question_that_asks_nothing_is_no_query(
    nypd: Copy, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert search("Can I", nypd, limit=10).count == 0


def test_the_words_asked_for_are_marked(nypd: Copy):
    excerpt = first("signed i-200 judges", nypd).excerpt

    assert excerpt.startswith(
        "No. An I-<mark>200</mark> is <mark>signed</mark> by an ICE officer, "
        "not a <mark>judge</mark>,"
    )


def test_a_word_that_means_the_same_is_marked_too(nypd: Copy):
    found = search("la migra at the school", nypd, limit=10).found
    school = next(each for each in found if each.ref == "g06")

    assert "<mark>ICE</mark>" in school.heading
    assert "<mark>school</mark>" in school.heading


def test_an_excerpt_cannot_become_html(indexed: Index):
    answer = 'No. <script>alert("a")</script> <b>bicycle</b> & &lt;mark&gt;'
    copy = indexed(a_guidance(scenarios=[a_scenario(answer=answer)]))

    excerpt = first("bicycle script mark", copy).excerpt

    assert excerpt.replace("<mark>", "").replace("</mark>", "") == (
        "No. &lt;script&gt;alert(&quot;a&quot;)&lt;/script&gt; "
        "&lt;b&gt;bicycle&lt;/b&gt; &amp; &amp;lt;mark&amp;gt;"
    )
    assert "<mark>bicycle</mark>" in excerpt


def test_only_the_edition_that_is_read_is_searched(indexed: Index):
    old = indexed(a_guidance())
    new = indexed(
        a_guidance(scenarios=[a_scenario(slug="scooter", question="A scooter?")])
    )

    assert "ride-it" in slugs("ride", old)
    assert "ride-it" not in slugs("ride", new)
    assert slugs("scooter", new)[0] == "scooter"
    assert "scooter" not in slugs("scooter", old)


def test_a_word_in_the_question_counts_more_than_one_in_the_detail(indexed: Index):
    aside = a_scenario(
        slug="aside", ref="a02", question="Cars?", detail="No scooter here."
    )
    asked = a_scenario(slug="asked", ref="a03", question="A scooter?")
    copy = indexed(a_guidance(scenarios=[aside, asked]))

    assert slugs("what of a scooter", copy)[:1] == ["asked"]


def test_a_rare_word_counts_more_than_one_that_stands_everywhere(indexed: Index):
    common = [
        a_scenario(slug=f"s{each}", ref=f"s{each}", question="May a bicycle be ridden?")
        for each in range(9)
    ]
    rare = a_scenario(slug="rare", ref="r", question="May a unicycle be ridden?")
    copy = indexed(a_guidance(scenarios=[*common, rare]))

    assert slugs("my bicycle is a unicycle", copy)[0] == "rare"


def test_another_way_of_asking_finds_a_scenario(indexed: Index):
    copy = indexed(
        a_guidance(scenarios=[a_scenario(asked_as=["Borrow a velocipede?"])])
    )

    assert slugs("velocipedes", copy) == ["ride-it"]


def test_the_department_s_own_words_find_what_they_mean(indexed: Index):
    department = a_department(synonyms=[["bicycle", "two wheeler", "push bike"]])
    copy = indexed(a_guidance(department=department))

    assert "ride-it" in slugs("push bikes", copy)


def test_a_word_with_an_accent_is_found_without(indexed: Index):
    copy = indexed(a_guidance(scenarios=[a_scenario(question="Is the café open?")]))

    assert slugs("cafe", copy) == slugs("CAFÉ", copy) == ["ride-it"]


def test_a_meaning_has_no_ref_and_is_found_by_its_term(indexed: Index):
    term = Term(slug="fixie", term="Fixie", meaning="A bicycle without a freewheel.")
    copy = indexed(a_guidance(department=a_department(glossary=[term])))

    found = first("fixie", copy)

    assert (found.kind, found.slug, found.ref) == ("term", "fixie", "")
