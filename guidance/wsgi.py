"""What the application server serves: Django, behind the pages kept in memory."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance.settings")

django = get_wsgi_application()

# Only after Django is set up can anything that has tables be imported.
from guidance.editions.library import library  # noqa: E402
from guidance.web.kept_pages import KeptPages  # noqa: E402

library.watch()

application = KeptPages(django, generation=lambda: library.generation(timezone.now()))
