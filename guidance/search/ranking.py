"""Asking Postgres: which entries of an edition answer best, in one query.

An entry scores for each place of the question the best of its terms: the weight of the
field it stands in, more for a rare word than for one that stands everywhere. So a whole
sentence finds what shares its telling words, and "can I" adds next to nothing. What
scores much less than the best is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from guidance.search.asking import Asked, Term

# Titles first, then the answer in a sentence, then the rest: D, C, B, A as ts_rank
# wants them. Found, with the rest of the numbers here, on the development queries.
FIELDS = [0.1, 0.4, 0.7, 1.0]
LEAST = 0.25
"""The part of the best score that a result must reach to be shown."""

# Markers for the matched words, from the private use area: no excerpt holds them.
BEFORE, AFTER = "\ue000", "\ue001"
HEADLINE = f"HighlightAll=true, StartSel={BEFORE}, StopSel={AFTER}"

QUERY = """
WITH asked AS MATERIALIZED (
    SELECT nth, place, weight, to_tsquery(configuration::regconfig, query) AS query
    FROM unnest(%(places)s::int[], %(weights)s::real[], %(configurations)s::text[],
                %(queries)s::text[])
         WITH ORDINALITY AS asked (place, weight, configuration, query, nth)
), matched AS MATERIALIZED (
    SELECT entry.id, nth, place,
           weight * ts_rank(%(fields)s::real[], entry.words, query, 1) AS rank
    FROM asked JOIN search_entry AS entry
         ON entry.edition = %(edition)s AND entry.words @@ query
), rarity AS (
    SELECT nth, ln(1 + (SELECT count(*) FROM search_entry WHERE edition = %(edition)s)
                       / (0.5 + count(*))) AS rarity
    FROM matched GROUP BY nth
), best AS (
    SELECT id, place, max(rank * rarity) AS rank
    FROM matched JOIN rarity USING (nth) GROUP BY id, place
), scored AS (
    SELECT entry.id, %(ref)s = ANY (refs) AS called,
           coalesce(sum(best.rank), 0) * CASE
               WHEN kind IN ('scenario', 'wizard') THEN 1
               WHEN kind = 'memo' THEN 0.5 ELSE 0.7 END AS score
    FROM search_entry AS entry LEFT JOIN best ON best.id = entry.id
    WHERE edition = %(edition)s AND (best.id IS NOT NULL OR %(ref)s = ANY (refs))
    GROUP BY entry.id
), kept AS (
    SELECT id, called, score, count(*) OVER () AS count
    FROM (SELECT *, max(score) OVER () AS most FROM scored) AS scored
    WHERE called OR score >= %(least)s * most
    ORDER BY called DESC, score DESC, id LIMIT %(limit)s
)
SELECT kind, slug, refs, title, verdict, within,
       ts_headline('english', excerpt,
                   to_tsquery('english', %(said)s) || to_tsquery('simple', %(begun)s),
                   %(headline)s),
       called, count
FROM kept JOIN search_entry USING (id)
ORDER BY called DESC, score DESC, id
"""


@dataclass(frozen=True)
class Row:
    """An entry that was found. In `excerpt` the matched words stand between markers.

    `called` says that the question was a ref of it, `count` how many were found in all.
    """

    kind: str
    slug: str
    refs: list[str]
    title: str
    verdict: str
    within: str
    excerpt: str
    called: bool
    count: int


def ranked(
    asked: Asked, terms: Sequence[Term], *, edition: int, limit: int
) -> list[Row]:
    """Return the entries of `edition` that answer best, the best first.

    Raises django.db.OperationalError or InterfaceError where Postgres is away.
    """
    said = [*asked.words, *hyphenated(asked.words)]
    begun = [each.query for each in terms if each.configuration == "simple"]
    with connection.cursor() as cursor:
        cursor.execute(
            QUERY,
            {
                "edition": edition,
                "places": [each.place for each in terms],
                "weights": [each.weight for each in terms],
                "configurations": [each.configuration for each in terms],
                "queries": [each.query for each in terms],
                "fields": FIELDS,
                "ref": asked.ref,
                "least": LEAST,
                "limit": limit,
                "said": " | ".join(said),
                "begun": " | ".join(begun),
                "headline": HEADLINE,
            },
        )
        return [Row(*row) for row in cursor]


def hyphenated(words: Sequence[str]) -> list[str]:
    """Return the numbers in `words` as Postgres reads them behind a hyphen.

    Excerpts aren't folded, and there the second half of I-200 is a negative number.
    """
    return [f"-{each}" for each in words if each.isascii() and each.isdigit()]
