"""The pages of the trainers' desk, in the admin."""

from __future__ import annotations

from guidance.authoring.admin import (
    cases,
    department,
    memos,
    scenarios,
    waivers,
    wizards,
)

__all__ = ["cases", "department", "memos", "scenarios", "waivers", "wizards"]
