"""FHIR R4 and mCODE, in and out: pure mapping between resources and a case (`docs/fhir.md`)."""

from cordee.case.reading import Merged, Reading, Unused
from cordee.fhir.read_case import read_case
from cordee.fhir.records import read_record, read_records
from cordee.fhir.write import write_bundle

__all__ = ["Merged", "Reading", "Unused", "read_case", "read_record", "read_records", "write_bundle"]
