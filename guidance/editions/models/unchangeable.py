"""Rows that are evidence: written once, and refused by the database from then on.

Python guards can be walked past by `QuerySet.update()`, a shell or psql; triggers not.
"""

from __future__ import annotations

import pgtrigger

UNCHANGEABLE = [
    pgtrigger.Protect(
        name="unchangeable", operation=pgtrigger.Update | pgtrigger.Delete
    ),
    # Protect knows no TRUNCATE, which would empty a table past every row's trigger.
    pgtrigger.Trigger(
        name="never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'what was published cannot be removed';",
    ),
]
"""The triggers of a table whose rows nobody may change or delete."""
