"""The app that counts."""

from __future__ import annotations

from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "guidance.demand"
