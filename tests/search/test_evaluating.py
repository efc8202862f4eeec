"""Measuring the search on queries whose answers are known."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from guidance.content.folding import fold
from guidance.content.packs import load_pack
from guidance.search.evaluating import Trial, between, figures
from guidance.search.management.commands.evaluate_search import table
from guidance.search.models import Entry
from guidance.search.queries import Queries, Query, Unusable, read
from tests.search.conftest import ROOT

FILE = """
queries:
  - {id: q1, voice: terse, expect: [a01], also: [w-hold], none: false, text: "i-200"}
  - {id: q2, voice: far, expect: [], also: [], none: true, text: "velocipede licences"}
prefixes:
  - {id: p1, text: "bottl", expect: [j04], also: []}
"""


def a_trial(expect: str, found: str, took: float = 1.0) -> Trial:
    query = Query(
        id="q", text="?", voice="v", expect=tuple(expect.split()), none=not expect
    )
    return Trial(query, found.split(), took)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "queries.yaml"
    path.write_text(FILE)
    return path


def test_a_query_counts_by_the_first_result_that_answers_it():
    found = figures([a_trial("a01", "a01 a02"), a_trial("a01 a03", "b01 w-hold a03")])

    assert (found.recall_at_1, found.recall_at_3) == (0.5, 1.0)
    assert found.mrr == pytest.approx((1 + 1 / 3) / 2)


def test_what_has_no_answer_is_right_only_when_nothing_is_found():
    found = figures([a_trial("", ""), a_trial("", "a01"), a_trial("a01", "")])

    assert found.no_answer == 0.5
    assert found.recall_at_1 == 0.0


def test_a_prefix_is_well_when_the_answer_is_among_five():
    begun = [a_trial("a01", "b1 b2 b3 b4 a01"), a_trial("a01", "b1 b2 b3 b4 b5 a01")]

    assert figures([], begun).prefix_at_5 == 0.5
    assert figures([], begun).recall_at_1 is None


def test_latency_is_over_everything_that_was_asked():
    trials = [a_trial("a01", "a01", took) for took in range(1, 101)]

    found = figures(trials[:50], trials[50:])

    assert found.p50 == pytest.approx(50.5)
    assert found.p95 == pytest.approx(95.05)


def test_queries_that_are_pinned_are_counted_apart():
    pinned = replace(a_trial("a01", "a01"), is_pinned=True)

    lines = list(table([pinned, a_trial("a01", "b01 a01")]))

    assert [each.split()[:3] for each in lines if each[0] != " "] == [
        ["all", "2", "0.500"],
        ["not", "pinned", "1"],
        ["v", "2", "0.500"],
    ]
    assert "not pinned" not in "".join(table([a_trial("a01", "a01")]))


@pytest.mark.parametrize(
    ("right", "of", "expected"),
    [(7, 7, (0.646, 1.0)), (0, 7, (0.0, 0.354)), (125, 143, (0.810, 0.919))],
)
def test_a_share_lies_between_two_others(
    right: int, of: int, expected: tuple[float, float]
):
    assert between(right / of, of) == pytest.approx(expected, abs=0.001)


def test_a_file_is_read(file: Path):
    asked: Queries = read(file)

    assert [each.id for each in asked.queries] == ["q1", "q2"]
    assert asked.prefixes[0].voice == "begun"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("queries: [", "queries.yaml"),
        ("queries: []", "queries"),
        ("queries: [{id: q1, voice: v, text: t}]", "says what answers it"),
        ("queries: [{id: q1, voice: v, txt: t, none: true}]", "queries.0.txt"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(file: Path, text: str, problem: str):
    file.write_text(text)

    with pytest.raises(Unusable, match=problem):
        read(file)


def test_what_the_search_is_measured_with_is_not_what_it_learns_from():
    pack = load_pack(ROOT / "fixtures" / "nypd")
    taught = [way for each in pack.scenarios for way in (each.question, *each.asked_as)]
    files = [ROOT / "benchmarks" / f"{name}answered.yaml" for name in ("", "un")]
    asked = [query.text for file in files for query in read(file).queries]

    learnt = set(map(fold, [*taught, *pack.department.unanswered]))
    assert len(asked) > 100
    assert not learnt.intersection(map(fold, asked))


@pytest.mark.django_db
def test_the_command_measures_a_pack_and_leaves_no_trace(file: Path):
    said = StringIO()

    call_command("evaluate_search", str(file), pack=Path("fixtures/nypd"), stdout=said)

    assert "recall@1" in said.getvalue()
    assert said.getvalue().count("1.000") >= 3
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_the_command_says_what_it_cannot_measure(file: Path, tmp_path: Path):
    with pytest.raises(CommandError, match="There is no edition 9"):
        call_command("evaluate_search", str(file), edition=9)
    with pytest.raises(CommandError, match="nowhere"):
        call_command("evaluate_search", str(tmp_path / "nowhere.yaml"))
