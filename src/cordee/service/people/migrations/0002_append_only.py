"""The access log's guard in the database (`people/append_only.py`)."""

from django.db import migrations

from cordee.service.people.append_only import migrate_down, migrate_up


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(migrate_up, migrate_down)]
