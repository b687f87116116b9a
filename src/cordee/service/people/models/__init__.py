"""What the room `people` stores."""

from cordee.service.people.models.account import Account, Team
from cordee.service.people.models.emergency import EmergencyAccess
from cordee.service.people.models.log import AccessEntry, AccessHead, Verb
from cordee.service.people.models.person import Membership, Person, Sharing

__all__ = [
    "AccessEntry",
    "AccessHead",
    "Account",
    "EmergencyAccess",
    "Membership",
    "Person",
    "Sharing",
    "Team",
    "Verb",
]
