"""Every address: the library at the root, the desks under /admin/ and /review/, health.

The draft stands under /draft/, as officers would see it.
"""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from guidance.drafts import draft_patterns, under_review_patterns
from guidance.editions.readiness import readyz
from guidance.how_found import add, how_found
from guidance.web.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("review/", include("guidance.review.urls")),
    path("draft/how-found/<int:key>/", how_found, name="how_found"),
    path("draft/how-found/<int:key>/add/", add, name="add_way"),
    path("draft/", include((draft_patterns(), "draft"))),
    path("under-review/", include((under_review_patterns(), "under_review"))),
    path("", include("guidance.reader.urls")),
]

handler400 = "guidance.reader.errors.bad_request"
handler403 = "guidance.reader.errors.forbidden"
handler404 = "guidance.reader.errors.not_found"
handler500 = "guidance.reader.errors.broken"
