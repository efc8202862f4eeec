"""From draft to edition: here publishing, and later the supervisors' review desk."""

from __future__ import annotations
