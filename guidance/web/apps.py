"""The app behind every page; it holds no tables."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "guidance.web"
