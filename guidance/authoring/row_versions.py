"""Which versions of its rows the draft stands in, so that it is read once for each.

Reading the whole draft takes a hundred times as long as asking for this. Postgres never
changes a row in place: what is saved is another version, at another place and by
another transaction. Place and transaction of every row that is seen therefore name a
state of the draft, whoever changed it, by whatever means, and whether or not the
transaction is over. Undone changes lead back to the name of before.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

NO_PART = {"edit", "importedmemo", "presence", "undostep", "uploadedpack"}
"""Tables beside the draft, by their models; a table nobody named here is part of it."""

Version = tuple[Any, ...]


def draft_version() -> Version:
    """Return what is the same again only while no row of the draft has changed."""
    with connection.cursor() as cursor:
        cursor.execute(_question())
        return tuple(cursor.fetchall())


@cache
def _question() -> str:
    models = apps.get_app_config("authoring").get_models(include_auto_created=True)
    parts = [each._meta for each in models if each._meta.model_name not in NO_PART]
    quoted = [connection.ops.quote_name(each.db_table) for each in parts]
    return " UNION ALL ".join(
        f"SELECT {at}, count(*), sum(hashtidextended(ctid, xmin::text::bigint)) "
        f"FROM {table}"
        for at, table in enumerate(quoted)
    )
