"""Packs somebody uploaded and has not decided on yet.

Between seeing what a pack would change and saying yes, it waits here: a browser can't
send a file a second time by itself. A row goes when its owner decided, or uploads anew.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class UploadedPack(models.Model):
    """A pack that was read and found sound, as the zip file it came in.

    `draft` is the digest of the draft it was compared with: where that is another by
    now, somebody worked on, and the comparison has to be seen again.
    """

    name = models.CharField(max_length=200)
    zipped = models.BinaryField()
    draft = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return self.name
