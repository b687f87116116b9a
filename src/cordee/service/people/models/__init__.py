"""What the room `people` stores."""

from cordee.service.people.models.account import Account, Team
from cordee.service.people.models.emergency import EmergencyAccess, EmergencyAttempt
from cordee.service.people.models.handover import Answer, HandoverOffer
from cordee.service.people.models.invitation import Invitation
from cordee.service.people.models.kept_text import KeptText, SentForm
from cordee.service.people.models.log import AccessEntry, AccessHead, Verb
from cordee.service.people.models.notice import Notice
from cordee.service.people.models.person import Membership, Person, Sharing
from cordee.service.people.models.session import Browser, SignedInPlace, SignIn

__all__ = [
    "AccessEntry",
    "AccessHead",
    "Account",
    "Answer",
    "Browser",
    "EmergencyAccess",
    "EmergencyAttempt",
    "HandoverOffer",
    "Invitation",
    "KeptText",
    "Membership",
    "Notice",
    "Person",
    "SentForm",
    "Sharing",
    "SignIn",
    "SignedInPlace",
    "Team",
    "Verb",
]
