"""Editions share the entries they have in common: they list them instead of copying.

What old editions are found by is kept, each with entries of its own. Their directions are
worked out anew when they are first searched, and kept by `manage.py index_search`.
"""

from __future__ import annotations

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.search import CombinedSearchVector, SearchConfig
from django.contrib.postgres.search import SearchVector as Vector
from django.db import migrations, models

ENGLISH = SearchConfig("english")

LIST_THEM = """
DELETE FROM search_draftindex;
DELETE FROM search_entry WHERE edition >= 1000000000 OR kind = 'elsewhere';
UPDATE search_entry SET digest = 'of-old-' || id;
INSERT INTO search_listing (edition, entry_id) SELECT edition, id FROM search_entry;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


def both(one: CombinedSearchVector | Vector, other: Vector) -> CombinedSearchVector:
    return CombinedSearchVector(one, "||", other, ENGLISH)


WORDS = both(
    both(
        both(
            both(
                both(
                    Vector("title_words", config="english", weight="A"),
                    Vector("asked_words", config="english", weight="B"),
                ),
                Vector("body_words", config="english", weight="C"),
            ),
            Vector("title_words", config="simple", weight="A"),
        ),
        Vector("asked_words", config="simple", weight="B"),
    ),
    Vector("body_words", config="simple", weight="C"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_draft_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Directions",
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
                ("edition", models.PositiveIntegerField(unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("rows", models.BinaryField()),
            ],
            options={"verbose_name_plural": "directions"},
        ),
        migrations.CreateModel(
            name="Listing",
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
                ("edition", models.PositiveIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="search.entry",
                    ),
                ),
            ],
        ),
        # What a generated column is made of can't be changed: it is made anew.
        migrations.RemoveIndex(model_name="entry", name="entry_words"),
        migrations.RemoveField(model_name="entry", name="words"),
        migrations.RemoveField(model_name="entry", name="direction"),
        migrations.AddField(
            model_name="entry",
            name="digest",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.RunSQL(LIST_THEM, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="entry",
            name="digest",
            field=models.CharField(max_length=64, unique=True),
        ),
        migrations.RemoveConstraint(model_name="entry", name="entry_once_an_edition"),
        migrations.RemoveField(model_name="entry", name="edition"),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(
                fields=("entry", "edition"), name="entry_once_an_edition"
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="ways",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=WORDS,
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], name="entry_words"
            ),
        ),
        migrations.DeleteModel(name="Phrase"),
    ]
