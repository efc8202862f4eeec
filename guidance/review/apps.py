"""The app that publishes; the review desk will have its tables here."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "guidance.review"
