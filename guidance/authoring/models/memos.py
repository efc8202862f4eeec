"""Memos and their sections."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from guidance.authoring.fields import (
    LineField,
    OrderField,
    ProseField,
    RefField,
    SlugField,
)
from guidance.authoring.models.department import PLACE_HELP, REF_HELP, Source
from guidance.authoring.models.editing import Edited
from guidance.authoring.models.rules import (
    labelled,
    not_empty,
    one_of,
    written_small,
)
from guidance.content.vocabulary import Provenance

ROW_HELP = "Left empty, it goes last."


class Memo(Edited):
    slug = SlugField(unique=True, help_text="Words for the address: /memos/…/")
    ref = RefField(unique=True, help_text=REF_HELP)
    title = LineField(help_text="As it stands on the document.")
    number = LineField(blank=True, help_text="Such as “Operations Order No. 4”.")
    kind = LineField(help_text="Such as “order”, “bulletin”, “law”.")
    issuer = LineField(help_text="Who issued it.")
    issued_on = models.DateField(
        null=True, blank=True, help_text="The date on the document, if it is known."
    )
    in_force_from = models.DateField(
        null=True, blank=True, help_text="Its first day in force, if it is known."
    )
    in_force_until = models.DateField(
        null=True, blank=True, help_text="Its last day; empty while it is in force."
    )
    status = LineField(blank=True, help_text="Anything unsettled about its force.")
    source = LineField(blank=True, help_text="Where its text was taken from.")
    full_text_public = models.BooleanField(
        default=True, help_text="Untick where only parts of it are publicly known."
    )
    numbering_is_ours = models.BooleanField(
        default=False,
        help_text="Tick where its own numbering is not public and the numbers here "
        "were made for this site. Every page then says so.",
    )
    note = ProseField(
        blank=True, help_text="What a reader should know first. Markdown."
    )
    order = OrderField(help_text=PLACE_HELP)

    class Meta:
        constraints = [
            *written_small("slug", "ref"),
            *not_empty("title", "kind", "issuer"),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_until__isnull=True)
                | Q(in_force_until__gte=models.F("in_force_from")),
                name="memo_ends_after_it_begins",
                violation_error_message="The memo ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} · {self.title}"


class Supersession(models.Model):
    """A memo takes the place of an older one."""

    # Cascade: what a memo says of others goes with the memo.
    memo = models.ForeignKey(
        Memo, on_delete=models.CASCADE, related_name="supersessions"
    )
    superseded = models.ForeignKey(
        Memo,
        on_delete=models.PROTECT,
        related_name="superseded_by",
        verbose_name="memo",
        help_text="The older memo.",
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        verbose_name = "memo it supersedes"
        verbose_name_plural = "memos it supersedes"
        constraints = [
            models.UniqueConstraint(
                fields=["memo", "superseded"], name="supersession_once"
            ),
            models.CheckConstraint(
                condition=~Q(memo=models.F("superseded")),
                name="supersession_of_another",
                violation_error_message="A memo can't supersede itself.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.superseded)


class Section(Edited):
    # Cascade: a section is a part of its memo. One that is cited keeps both.
    memo = models.ForeignKey(Memo, on_delete=models.CASCADE, related_name="sections")
    number = LineField(help_text="As it is cited: “3” or “14-154(b)”.")
    heading = LineField(help_text="A few words on what it is about.")
    slug = SlugField(help_text="Words for the address: /memos/…/…/")
    ref = RefField(unique=True, help_text=REF_HELP)
    provenance = models.CharField(
        max_length=20,
        choices=labelled(Provenance),
        help_text="How far its words can be trusted.",
    )
    body = ProseField(
        blank=True, rows=8, help_text="What the section says. Markdown; no HTML."
    )
    quotation = ProseField(
        blank=True,
        rows=4,
        max_length=5_000,
        help_text="The document's own words, where somebody printed them.",
    )
    attribution = LineField(
        blank=True, help_text="Who printed the quoted words: “New York Post”."
    )
    pinpoint = LineField(blank=True, help_text="How a lawyer would cite it.")
    confidence = LineField(blank=True, help_text="How sure we are of it, and why.")
    text_seen = LineField(
        blank=True, help_text="How much of the official text was read."
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["memo", "slug"],
                name="section_slug_in_memo",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="The memo has a section with this slug already.",
            ),
            *written_small("slug", "ref"),
            *not_empty("number", "heading"),
            one_of("provenance", Provenance),
            models.CheckConstraint(
                condition=Q(quotation="", attribution="")
                | (~Q(quotation="") & ~Q(attribution="")),
                name="section_quotation_attributed",
                violation_error_message="Quoted words need who printed them in "
                "“attribution”, and an attribution needs quoted words.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} · {self.number} {self.heading}"


class SectionSource(models.Model):
    """A section's words were read in a source."""

    # Cascade: a section's list of sources goes with the section.
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="section_sources"
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where the words were read.",
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        verbose_name = "source"
        constraints = [
            models.UniqueConstraint(
                fields=["section", "source"], name="section_source_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.source)
