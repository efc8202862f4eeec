"""Officer Guidance: answers for police officers, each resting on quoted policy text."""

from __future__ import annotations
