"""FHIR over HTTP: what a hospital's systems send, and what they may read."""
