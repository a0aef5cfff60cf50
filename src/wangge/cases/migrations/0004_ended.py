from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_reopened_found"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("ended_at__isnull", False)), fields=["ended_at"], name="case_ended"),
        ),
    ]
