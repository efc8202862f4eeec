from __future__ import annotations

from django.db import migrations

import guidance.authoring.fields


class Migration(migrations.Migration):
    dependencies = [
        ("authoring", "0004_say_unless"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="disputed",
            field=guidance.authoring.fields.LineField(
                blank=True,
                default="",
                help_text="Only where the sections say this verdict and the wizard says another for now: what has to be decided, and by whom. Name the outcome the wizard gives meanwhile. The case is a warning until then, to be waived with a reason.",
                max_length=500,
            ),
        ),
    ]
