"""Waivers can be written at the desk."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import guidance.authoring.fields


class Migration(migrations.Migration):
    dependencies = [
        ("authoring", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("edited_at", models.DateTimeField(editable=False, null=True)),
                (
                    "finding",
                    guidance.authoring.fields.SlugField(
                        help_text="The finding's name, as the check gives it. It changes when what it was found in changes, and the waiver holds no longer.",
                        max_length=80,
                        unique=True,
                    ),
                ),
                (
                    "document",
                    guidance.authoring.fields.LineField(
                        help_text="Where it was found.", max_length=500
                    ),
                ),
                (
                    "sentence",
                    guidance.authoring.fields.LineField(
                        help_text="What it said when it was waived.", max_length=500
                    ),
                ),
                (
                    "reason",
                    guidance.authoring.fields.LineField(
                        help_text="Why it may stand. Everybody who reads the edition sees it.",
                        max_length=500,
                    ),
                ),
                (
                    "by",
                    guidance.authoring.fields.LineField(editable=False, max_length=500),
                ),
                ("at", models.DateField(editable=False)),
                (
                    "edited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finding__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")
                        ),
                        name="waiver_finding_letters",
                        violation_error_message="Use small letters, digits and single hyphens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True),
                        name="waiver_document_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sentence", ""), _negated=True),
                        name="waiver_sentence_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="waiver_reason_given",
                    ),
                ],
            },
        ),
    ]
