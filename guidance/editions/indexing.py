"""What must be written in the same transaction as an edition registers here.

The search index belongs to the library and publishing to the desk, and neither may
import the other; both know editions. So the library leaves its builder here when the
program starts, and recording an edition calls it.
"""

from __future__ import annotations

from collections.abc import Callable

from guidance.content.model import Guidance

Build = Callable[[int, Guidance], None]

_builders: list[Build] = []


def register(build: Build) -> None:
    """Have `build(number, guidance)` called for every edition that is recorded."""
    if build not in _builders:
        _builders.append(build)


def build_all(number: int, guidance: Guidance) -> None:
    """Call every registered builder for edition `number`."""
    for build in _builders:
        build(number, guidance)
