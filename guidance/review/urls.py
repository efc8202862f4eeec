"""The addresses of the supervisors' desk."""

from __future__ import annotations

from django.urls import path

from guidance.review.changes import changes

app_name = "review"
urlpatterns = [path("changes/", changes, name="changes")]
