"""FHIR R4 in and out for hospital systems, behind keys that a team's operators make."""
