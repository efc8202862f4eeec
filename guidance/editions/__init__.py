"""What was published and when it was in force, and the copy of it readers use."""

from __future__ import annotations
