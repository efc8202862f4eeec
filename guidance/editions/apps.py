"""The app that holds the editions."""

from __future__ import annotations

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "guidance.editions"
