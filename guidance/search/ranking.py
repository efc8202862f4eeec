"""Asking Postgres: which entries of an edition have the words, in one query.

An entry scores for each place of the question the best of its terms: the weight of the
field it stands in, times what the term weighs, which is more for a rare word than for
one that stands everywhere. So a whole sentence finds what shares its telling words, and
"can I" adds next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connection

from guidance.search.asking import Term
from guidance.search.catalogue import Name

# Titles first, then the answer in a sentence, then the rest: D, C, B, A as ts_rank
# wants them.
FIELDS = [0.1, 0.4, 0.7, 1.0]

# The rarest words choose the entries, and all words rank those: a word that stands in
# half of a large guidance says little, and ranking all that has it takes the time.
MOST_CHOSEN = 600
KEPT = 200

QUERY = """
WITH asked AS MATERIALIZED (
    SELECT place, weight, to_tsquery(configuration::regconfig, query) AS query, chooses
    FROM unnest(%(places)s::int[], %(weights)s::real[], %(configurations)s::text[],
                %(queries)s::text[], %(chooses)s::bool[])
         AS asked (place, weight, configuration, query, chooses)
), chosen AS MATERIALIZED (
    SELECT DISTINCT ON (entry.id) entry.id, kind, slug, words || '' AS words
    FROM asked JOIN search_entry AS entry ON entry.words @@ query
         JOIN search_listing AS listing
         ON listing.edition = %(edition)s AND listing.entry_id = entry.id
    WHERE chooses LIMIT %(most)s
), best AS (
    SELECT id, kind, slug,
           max(weight * ts_rank(%(fields)s::real[], words, query, 1)) AS rank
    FROM chosen JOIN asked ON words @@ query
    GROUP BY id, kind, slug, place
)
SELECT kind, slug, sum(rank) FROM best
GROUP BY id, kind, slug ORDER BY sum(rank) DESC, id LIMIT %(kept)s
"""


def ranked(terms: Sequence[Term], *, edition: int) -> dict[Name, float]:
    """Return how well the entries of `edition` have the words, the best of them.

    Raises django.db.OperationalError or InterfaceError where Postgres is away.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            QUERY,
            {
                "edition": edition,
                "places": [each.place for each in terms],
                "weights": [each.weight for each in terms],
                "configurations": [each.configuration for each in terms],
                "queries": [each.query for each in terms],
                "chooses": list(_chooses(terms)),
                "fields": FIELDS,
                "most": MOST_CHOSEN,
                "kept": KEPT,
            },
        )
        return {(kind, slug): score for kind, slug, score in cursor}


def _chooses(terms: Sequence[Term]) -> Iterator[bool]:
    """Yield for each of `terms` whether it chooses entries: the rarest do."""
    allowed = MOST_CHOSEN
    chosen: set[int] = set()
    for at in sorted(range(len(terms)), key=lambda at: terms[at].count):
        allowed -= terms[at].count
        if allowed < 0 and any(terms[each].count for each in chosen):
            break
        chosen.add(at)
    return (at in chosen for at in range(len(terms)))
