"""A file of queries and what answers them, for measuring the search.

    queries:
      - {id: q1, voice: spoken, text: "…", expect: [a01], also: [w-hold], none: false}
    prefixes:
      - {id: p1, text: "i-2", expect: [a01], also: [fed-2]}

`expect` are the refs that fully answer, best first; `also` may stand beside them. Where
`none` is true the right answer is that nothing matches. A prefix is a question typed
only that far.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import Field, ValidationError, model_validator

from guidance.content.values import Value

BEGUN = "begun"
"""The voice of a prefix, in tables beside the voices of the queries."""


class Unusable(Exception):
    """The file can't be used; the text says what is wrong, a line for each problem."""


class Query(Value):
    """A question somebody asked, and the refs of what answers it."""

    id: str
    text: str
    voice: str = BEGUN
    expect: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    none: bool = False

    @model_validator(mode="after")
    def either_or(self) -> Query:
        if self.none == bool(self.expect):
            raise ValueError("says what answers it, or that nothing does")
        return self


class Queries(Value):
    """What a file holds."""

    queries: tuple[Query, ...] = Field(min_length=1)
    prefixes: tuple[Query, ...] = ()


def read(file: Path) -> Queries:
    """Return what `file` holds. Raises Unusable where it is not of that form."""
    try:
        return Queries.model_validate(yaml.safe_load(file.read_text()))
    except (OSError, UnicodeError, yaml.YAMLError) as problem:
        raise Unusable(f"{file}: {problem}") from problem
    except ValidationError as problem:
        lines = [
            f"{file}: {'.'.join(map(str, each['loc']))}: {each['msg']}"
            for each in problem.errors()
        ]
        raise Unusable("\n".join(lines)) from problem
