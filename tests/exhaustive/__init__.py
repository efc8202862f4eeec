"""Tests of the content that take their time: every path, every fault, every size.

They stand apart so that `tests/content` stays quick enough to be run at every change.
"""

from __future__ import annotations
