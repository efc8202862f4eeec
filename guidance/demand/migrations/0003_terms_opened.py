from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("demand", "0002_no_common_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="opened",
            name="kind",
            field=models.CharField(
                db_comment="What was opened: scenario, wizard, memo, section or term.",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="opened",
            name="ref",
            field=models.CharField(
                db_comment="The ref of what was opened, a term's name in addresses where it has none. Not what was typed to find it.",
                max_length=80,
            ),
        ),
    ]
