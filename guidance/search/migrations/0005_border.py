"""What tells whether an edition answers a question is kept beside its directions.

Those kept before are taken away: they are worked out when they are first needed, and kept
again by `manage.py index_search`.
"""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0004_shared_entries"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM search_directions", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="directions",
            name="border",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
    ]
