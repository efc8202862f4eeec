"""An edition vouches for the rows of the record written since the one before it."""

from __future__ import annotations

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editions", "0004_recalls_and_grades")]

    operations = [
        migrations.AddField(
            "edition",
            "vouches_for",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=90), default=list
            ),
        ),
    ]
