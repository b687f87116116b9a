"""Observations, one file a family: stage, performance, variants, panels, markers, laboratory, symptoms, disease status,
judgements, statements on the record itself."""

from cordee.fhir.observation.dispatch import read_observation

__all__ = ["read_observation"]
