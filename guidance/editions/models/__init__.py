"""What is written once and is evidence from then on: snapshots, editions, recalls."""

from __future__ import annotations

from guidance.editions.models.editions import (
    CallingOff,
    Edition,
    Grade,
    Reviewed,
    Snapshot,
    moment,
)
from guidance.editions.models.recalls import Recall, Recallable, RecallStep

__all__ = [
    "CallingOff",
    "Edition",
    "Grade",
    "Recall",
    "RecallStep",
    "Recallable",
    "Reviewed",
    "Snapshot",
    "moment",
]
