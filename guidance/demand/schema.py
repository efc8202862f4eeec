"""What the tables hold, in words, read off the tables' own definitions."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from guidance.demand.models import Opened, Unfound, UnfoundWords

TABLES: tuple[type[Model], ...] = (Unfound, UnfoundWords, Opened)


@dataclass(frozen=True)
class Column:
    """A column: what the database calls it, its type, and what it holds."""

    name: str
    type: str
    holds: str


@dataclass(frozen=True)
class Table:
    """A table of the database, and what a row of it is."""

    name: str
    holds: str
    columns: tuple[Column, ...]


def tables() -> list[Table]:
    """Return every table of the counts with every column; it asks the database nothing."""
    return [
        Table(
            model._meta.db_table,
            model._meta.db_table_comment,
            tuple(
                Column(
                    field.column,
                    field.db_type(connection) or "",
                    field.db_comment or "",
                )
                for field in model._meta.local_concrete_fields
                if field.column
            ),
        )
        for model in TABLES
    ]
