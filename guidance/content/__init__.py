"""What the guidance says, as plain values: no framework, no database, no clock."""

from __future__ import annotations
