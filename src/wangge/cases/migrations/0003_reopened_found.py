from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_place_may_be_unknown"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("reopened_from__isnull", False)), fields=["reopened_from"], name="case_reopened"
            ),
        ),
    ]
