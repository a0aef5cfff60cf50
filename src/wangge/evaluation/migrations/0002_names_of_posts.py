from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="schemeversion",
            name="code",
            field=models.CharField(
                choices=[
                    ("area", "区域"),
                    ("unit", "部门"),
                    ("collector", "信息采集员"),
                    ("operator", "坐席员"),
                    ("shift_lead", "值班长"),
                    ("dispatcher", "派遣员"),
                ],
                max_length=16,
                verbose_name="方案",
            ),
        ),
    ]
