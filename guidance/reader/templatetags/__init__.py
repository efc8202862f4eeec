"""Template tags of the reader."""

from __future__ import annotations
