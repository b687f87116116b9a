"""Who can sign in to the demo: one account for each role around the first person, and the team of another country."""

from __future__ import annotations

from dataclasses import dataclass

from cordee.service.people.roles import Role

DOMAIN = "demo.example"
"""Addresses of demo accounts end with it (reserved for examples by RFC 2606); `cordee serve` refuses them."""

PASSWORD = "premier-de-cordee"  # nosec B105: known to everybody, and refused by `cordee serve`
"""The password of every demo account."""


@dataclass(frozen=True)
class SignIn:
    """An account of the demo. `country` names the team; '' for those who belong to none."""

    address: str
    name: str
    role: Role
    country: str = ""
    phone: str = ""

    @property
    def email(self) -> str:
        """The whole address."""
        return f"{self.address}@{DOMAIN}"


STAFF = (
    SignIn("coordinator", "Inès Carpentier", Role.COORDINATOR, "FR", "03 53 01 20 14"),
    SignIn("oncologist", "Dr Paul Nguema", Role.ONCOLOGIST, "FR", "03 53 01 20 40"),
    SignIn("organ-specialist", "Dr Awa Thiam", Role.ORGAN_SPECIALIST, "FR", "03 53 01 20 41"),
    SignIn("radiotherapist", "Dr Loïc Perrin", Role.RADIOTHERAPIST, "FR", "03 53 01 20 42"),
    SignIn("palliative", "Dr Judith Salomé", Role.PALLIATIVE_PHYSICIAN, "FR", "03 53 01 20 43"),
    SignIn("family-doctor", "Dr Sylvie Harlé", Role.FAMILY_DOCTOR, "FR", "03 53 01 55 08"),
    SignIn("nurse", "Tom Lefranc", Role.NURSE, "FR", "03 53 01 20 44"),
    SignIn("psychologist", "Mélanie Aubry", Role.PSYCHOLOGIST, "FR", "03 53 01 20 45"),
    SignIn("dietitian", "Kenza Haouari", Role.DIETITIAN, "FR", "03 53 01 20 46"),
    SignIn("social-worker", "Bastien Collard", Role.SOCIAL_WORKER, "FR", "03 53 01 20 47"),
    SignIn("pharmacist", "Aline Duchêne", Role.PHARMACIST, "FR", "03 53 01 20 48"),
    SignIn("spiritual-care", "Élie Marchand", Role.SPIRITUAL_CARE, "FR", "03 53 01 20 49"),
    SignIn("coordinator-be", "Anneleen Maes", Role.COORDINATOR, "BE"),
    SignIn("oncologist-be", "Dr Luca Bianchi", Role.ONCOLOGIST, "BE"),
    SignIn("family-doctor-be", "Dr Sofie Hermans", Role.FAMILY_DOCTOR, "BE"),
    SignIn("nurse-be", "Jef Vermeulen", Role.NURSE, "BE"),
)

CLOSE = (
    SignIn("relative", "Camille Delcourt", Role.RELATIVE, phone="06 39 98 20 61"),
    SignIn("trusted-person", "Jean-Marc Delcourt", Role.TRUSTED_PERSON, phone="06 39 98 20 62"),
)
"""Those close to the first person."""

PERSON = SignIn("person", "Marie Delcourt", Role.PERSON, phone="06 39 98 20 60")
"""The first person herself."""


def shown() -> tuple[SignIn, ...]:
    """The sign-ins that `cordee demo` prints: the person's own, those close, one of each profession."""
    return (PERSON, *CLOSE, *(member for member in STAFF if member.country == "FR"))


EVERYWHERE = frozenset({Role.COORDINATOR, Role.ONCOLOGIST, Role.FAMILY_DOCTOR, Role.NURSE})
"""Who is in every circle of their country; the others are around the first person, and every third one."""
