"""What officers see: every page made from an edition in memory, the same for everybody."""

from __future__ import annotations
