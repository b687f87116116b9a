"""What the room `record` stores."""

from cordee.service.record.models.document import Document, DocumentKind
from cordee.service.record.models.importing import Import, ImportState, StagedResource
from cordee.service.record.models.kept_reading import KeptReading
from cordee.service.record.models.resource import Door, Resource
from cordee.service.record.models.seen import LastSeen
from cordee.service.record.models.summary import Summary

__all__ = [
    "Document",
    "DocumentKind",
    "Door",
    "Import",
    "ImportState",
    "KeptReading",
    "LastSeen",
    "Resource",
    "StagedResource",
    "Summary",
]
