"""One row per person with what a list and a page's header say of them, made again whenever facts are written."""

from __future__ import annotations

from django.db import models

from cordee.service.people.models import Person


class Summary(models.Model):
    """A copy of a few facts for quick reading; the resources remain the truth.

    Texts are in both languages. An empty text means 'not known', never 'none': that somebody has no known
    allergy is itself a recorded statement, with its own words. `cancer` is a term id of the first primary.
    `ecog_on` is a partial date as text.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="summary")
    facts_version = models.PositiveIntegerField()
    cancer = models.CharField(max_length=80, blank=True)
    illness_fr = models.TextField(blank=True)
    illness_en = models.TextField(blank=True)
    goals_fr = models.TextField(blank=True)
    goals_en = models.TextField(blank=True)
    allergies_fr = models.TextField(blank=True)
    allergies_en = models.TextField(blank=True)
    ecog = models.PositiveSmallIntegerField(null=True)
    ecog_on = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = (models.Index(fields=["cancer"], name="summaries_by_cancer"),)

    def __str__(self) -> str:
        return f"{self.facts_version}"
