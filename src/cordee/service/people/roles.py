"""The roles of a circle, and who of them are professionals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is to the person, for a time."""

    PERSON = "person", _("the person themselves")
    RELATIVE = "relative", _("relative")
    TRUSTED_PERSON = "trusted_person", _("trusted person")
    COORDINATOR = "coordinator", _("coordinator")
    ONCOLOGIST = "oncologist", _("oncologist")
    ORGAN_SPECIALIST = "organ_specialist", _("organ specialist")
    RADIOTHERAPIST = "radiotherapist", _("radiotherapist")
    PALLIATIVE_PHYSICIAN = "palliative_physician", _("palliative care physician")
    FAMILY_DOCTOR = "family_doctor", _("family doctor")
    NURSE = "nurse", _("nurse")
    PSYCHOLOGIST = "psychologist", _("psychologist")
    DIETITIAN = "dietitian", _("dietitian")
    SOCIAL_WORKER = "social_worker", _("social worker")
    PHARMACIST = "pharmacist", _("pharmacist")
    SPIRITUAL_CARE = "spiritual_care", _("spiritual care")


CLOSE_ONES = frozenset({Role.RELATIVE, Role.TRUSTED_PERSON})
"""Those close to the person: they see what the person allows, topic by topic."""

PROFESSIONALS = frozenset(Role) - CLOSE_ONES - {Role.PERSON}
PHYSICIANS = frozenset(
    {
        Role.ONCOLOGIST,
        Role.ORGAN_SPECIALIST,
        Role.RADIOTHERAPIST,
        Role.PALLIATIVE_PHYSICIAN,
        Role.FAMILY_DOCTOR,
    }
)


class Topic(models.TextChoices):
    """What the person may open to someone close, or close again."""

    HOW_I_AM = "how_i_am", _("how I am: symptoms and check-ins")
    PLAN = "plan", _("my plan")
    RECORD = "record", _("my medical record")
    DOCUMENTS = "documents", _("my documents")
    CONVERSATIONS = "conversations", _("conversations with the team")
    REPORT_FOR_ME = "report_for_me", _("answer check-ins on my behalf")
