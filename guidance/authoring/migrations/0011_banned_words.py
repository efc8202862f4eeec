from __future__ import annotations

from django.db import migrations, models

import guidance.authoring.fields


class Migration(migrations.Migration):
    dependencies = [
        ("authoring", "0010_imported_memos"),
    ]

    operations = [
        migrations.AddField(
            model_name="department",
            name="banned_words",
            field=guidance.authoring.fields.LinesField(
                base_field=models.CharField(max_length=500),
                blank=True,
                default=list,
                help_text="Words that must not stand in questions and answers, one per line. The check warns of them, and so does a form while one writes.",
                size=None,
            ),
        ),
    ]
