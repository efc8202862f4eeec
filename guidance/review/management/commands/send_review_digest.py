"""`manage.py send_review_digest`: tell each what there is to do, once a day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from guidance.editions.library import NoEdition
from guidance.review.digest import send_digests

NOBODY = "django.core.mail.backends.dummy.EmailBackend"


class Command(BaseCommand):
    help = (
        "Send everybody at the review desk what is due for them, if anything is. A "
        "second run on the same day sends to those alone who couldn't be reached."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.EMAIL_BACKEND == NOBODY:
            raise CommandError("Nothing was sent: EMAIL_URL is not set.")
        try:
            found = send_digests(timezone.now())
        except NoEdition:
            self.stdout.write("Nothing was published yet, so nothing is due.")
            return
        self.stdout.write(f"Digests sent: {found.sent}")
        if found.failed:
            raise CommandError(f"{found.failed} could not be sent; run this again.")
