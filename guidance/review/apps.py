"""The app that reviews and publishes, with the desk where supervisors decide."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "guidance.review"

    def ready(self) -> None:
        # Models can't be imported before every app is there. An edition vouches for
        # what was reviewed, and knows nothing of review: its rows register themselves.
        import guidance.review.evidence
        import guidance.review.statuses
        import guidance.review.submitting_many  # noqa: F401
