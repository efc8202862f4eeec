"""Sets of cases become documents: an edition holds its own tests."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("snapshot", "snapshot_kind"),
        migrations.AddConstraint(
            "snapshot",
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["department", "memo", "scenario", "wizard", "case_set"]
                ),
                name="snapshot_kind",
            ),
        ),
    ]
