"""Packs in and out of the desk: the draft as a zip, and a zip as the draft."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from guidance.accounts.models import User
from guidance.authoring.filling import fill
from guidance.authoring.freezing import read_draft
from guidance.authoring.models import UploadedPack
from guidance.authoring.standing import hold_still
from guidance.content.freezing import digest, freeze
from guidance.content.model import Guidance
from guidance.content.packs import read_pack
from guidance.content.problems import legible
from guidance.content.zipped_packs import unzip_pack


class DraftChanged(Exception):
    """Somebody saved something since the pack was compared with the draft."""


def read_zip(zipped: bytes) -> Guidance:
    """Return the guidance in a zipped pack. Raises Refused with every problem."""
    with TemporaryDirectory() as folder:
        unzip_pack(zipped, Path(folder))
        return read_pack(Path(folder))[0]


def keep_upload(name: str, zipped: bytes, *, by: User, at: datetime) -> UploadedPack:
    """Keep a pack until its owner decides, in the place of an earlier one of theirs.

    Raises Refused where it is no sound pack.
    """
    read_zip(zipped)
    values = {"name": legible(name)[:200], "zipped": zipped, "at": at}
    upload, _ = UploadedPack.objects.update_or_create(
        by=by, defaults=values | {"draft": draft_digest()}
    )
    return upload


def draft_digest() -> str:
    """Return a digest of all that stands in the draft, sound or not."""
    draft = read_draft()
    documents = [digest(freeze(each)) for each in draft.documents]
    return digest([documents, [str(each) for each in draft.problems]])


@transaction.atomic
def take_over(upload: UploadedPack, *, by: User, at: datetime) -> None:
    """Make the uploaded pack the draft, as the work of `by`.

    Raises DraftChanged, and changes nothing, where somebody worked on meanwhile, and
    Refused where rows can't hold it.
    """
    hold_still()
    if draft_digest() != upload.draft:
        raise DraftChanged
    guidance = read_zip(bytes(upload.zipped))
    fill(guidance, by=by, at=at)
    upload.delete()
