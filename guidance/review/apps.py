"""The app that publishes; the review desk will have its tables here."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "guidance.review"

    def ready(self) -> None:
        # Models can't be imported before every app is there. An edition vouches for
        # what was reviewed, and knows nothing of review: its rows register themselves.
        import guidance.review.evidence
        import guidance.review.statuses  # noqa: F401
