from django.db import migrations


class Migration(migrations.Migration):
    """Changes no table: the rights that every migration gives anew leave positions only to be read and appended."""

    dependencies = [
        ("cases", "0004_ended"),
    ]

    operations = []
