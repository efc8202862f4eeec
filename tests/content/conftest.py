"""Properties are tried on the same examples each time: a run is quick and repeatable."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "content",
    derandomize=True,
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("content")
