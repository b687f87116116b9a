"""Forms on their way: sent after the session had ended, and sent already."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from cordee.service.people.models.account import Account


class KeptText(models.Model):
    """A form as it was sent to `path`. `sealed` opens only with the mark that the browser's cookie holds."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    mark_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "mark_hash"], name="one_kept_text_per_browser"),
        )

    def __str__(self) -> str:
        return self.path


class SentForm(models.Model):
    """A form of an account that has made something (`made`, its id). Its key is kept as a hash, for some days."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    once_hash = models.CharField(max_length=64)
    made = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "once_hash"], name="a_form_counts_once"),)

    def __str__(self) -> str:
        return self.once_hash[:12]
