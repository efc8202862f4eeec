"""What the application server serves: `granian --interface wsgi guidance.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance.settings")

application = get_wsgi_application()
