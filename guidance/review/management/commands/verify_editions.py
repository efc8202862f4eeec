"""`manage.py verify_editions`: a statement of everything published, and whether it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from guidance.review.statement import as_text, people, statement
from guidance.review.verifying import Said, missing_from, problems


class Command(BaseCommand):
    help = "State what was published, and verify that it still is what it was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="as data, to be filed")
        parser.add_argument(
            "--against",
            type=Path,
            metavar="FILE",
            help="a statement filed earlier with --json: all of it must still stand",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        filed = _filed(options["against"]) if options["against"] else None
        with _one_moment():
            said, found, names = statement(), list(problems()), people()
        if filed is not None:
            found += missing_from(filed, said)
        if options["json"]:
            whole = said | {"people": names, "wrong": found}
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(as_text(said, names, found)))
        if found:
            raise CommandError(f"{len(found)} wrong.", returncode=1)


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the record as it is at one moment: somebody may be publishing meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _filed(file: Path) -> Said:
    """Return the statement in `file`. Raises CommandError where there is none."""
    try:
        said: Said = json.loads(file.read_text())
    except (OSError, ValueError) as problem:
        raise CommandError(f"{file} can't be read: {problem}") from None
    if not {"editions", "snapshots", "evidence"} <= said.keys():
        raise CommandError(f"{file} is no statement that verify_editions --json wrote.")
    return said
