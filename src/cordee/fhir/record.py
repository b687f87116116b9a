"""What a reader of one resource may ask for: the terms, today's date, the other resources of the person."""

from __future__ import annotations

from datetime import date

from cordee.case import PartialDate
from cordee.case.reading import Unused
from cordee.fhir.index import Index
from cordee.fhir.node import Node
from cordee.fhir.resource import Resource
from cordee.fhir.trouble import Faulty
from cordee.files.fault import Fault
from cordee.terms import Terms, Words


class Record:
    """One person's resources while they are being read.

    `born` is known once the Patient was read: a fact from before is refused. `cancers` names the conditions read as
    cancer, `apart` the resources that state one fact each and are joined with no other. `dates` holds
    those already believed, `faults` what is wrong without making the rest of its
    resource useless, `left` the parts that were not used.
    """

    def __init__(self, index: Index, terms: Terms, today: date) -> None:
        self.index = index
        self.terms = terms
        self.today = today
        self.born: PartialDate | None = None
        self.cancers: set[str] = set()
        self.apart: set[str] = set()
        self.dates: dict[str, PartialDate] = {}
        self.faults: list[Fault] = []
        self.left: list[Unused] = []

    def fault(self, resource: Resource, trouble: Faulty) -> None:
        """Keep `trouble` for the reading and go on."""
        where = trouble.where.strip() or "/"
        self.faults.append(Fault.told(resource.file, where, trouble.problem, trouble.remedy))

    def leave(self, resource: Resource, reason: Words, what: str = "") -> None:
        """Tell that a part of `resource` was not used; the rest may be."""
        self.left.append(Unused(resource.ref, reason, what))

    def target(self, node: Node | None, holder: Resource) -> Resource | None:
        """The resource that a Reference points to, when it is in the input."""
        reference = node.text("reference") if node is not None else None
        return self.index.find(reference, holder) if reference else None
