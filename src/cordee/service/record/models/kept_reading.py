"""One row per person with their case as it was read last, so that it need not be read again from the resources."""

from __future__ import annotations

from django.db import models

from cordee.service.people.models import Person


class KeptReading(models.Model):
    """A copy for speed; the resources remain the truth. It stands for one version of the case, for readings on the day
    `on` or later in that year, and for the code and terms that made it (`reader`). `body` is MessagePack of a
    `cordee.case.reading.Reading`."""

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.PROTECT, related_name="kept_reading"
    )
    case_version = models.PositiveIntegerField()
    on = models.DateField()
    reader = models.CharField(max_length=24)
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.case_version}"
