"""Waivers become a document: an edition says which warnings were let stand."""

from __future__ import annotations

from django.db import migrations, models

KINDS = ["department", "memo", "scenario", "wizard", "case_set", "waivers"]


class Migration(migrations.Migration):
    dependencies = [("editions", "0002_case_sets")]

    operations = [
        migrations.RemoveConstraint("snapshot", "snapshot_kind"),
        migrations.AddConstraint(
            "snapshot",
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="snapshot_kind"
            ),
        ),
    ]
