"""Bringing policy in at the desk: a file, its correction, a draft memo, a work list."""

from __future__ import annotations
