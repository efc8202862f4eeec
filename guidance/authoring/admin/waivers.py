"""The page of a waiver: opened from the check, signed with the name of who saves it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils import timezone

from guidance.authoring.admin.pages import Page
from guidance.authoring.models import Waiver


@admin.register(Waiver)
class WaiverPage(Page):
    fields = ("document", "sentence", "finding", "reason", ("by", "at"))
    readonly_fields = ("by", "at")
    list_display = ("finding", "document", "reason", "by", "at")
    search_fields = ("finding", "document", "sentence", "reason", "by")
    ordering = ("pk",)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """Sign it: whoever changes the reason answers for it."""
        obj.by, obj.at = str(request.user), timezone.localdate()
        super().save_model(request, obj, form, change)
