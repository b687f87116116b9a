"""What the room `chain` stores. The database itself refuses an open alert without a next step."""

from cordee.service.chain.models.alert import Alert, AlertEvent, Level
from cordee.service.chain.models.contact import Absence, ContactPoint, Rota, Shift
from cordee.service.chain.models.delivery import Concern, Delivery
from cordee.service.chain.models.expected import CheckInPlan, ExpectedReport
from cordee.service.chain.models.policy import EscalationPolicy
from cordee.service.chain.models.report import Report
from cordee.service.chain.models.turning import ChannelState, EngineBeat, Finding, Looked

__all__ = [
    "Absence",
    "Alert",
    "AlertEvent",
    "ChannelState",
    "CheckInPlan",
    "Concern",
    "ContactPoint",
    "Delivery",
    "EngineBeat",
    "EscalationPolicy",
    "ExpectedReport",
    "Finding",
    "Level",
    "Looked",
    "Report",
    "Rota",
    "Shift",
]
