"""ClinicalTrials.gov, API version 2: single studies and whole dumps. See docs/trials.md."""
