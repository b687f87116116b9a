"""Adopted plans, their revisions, what was decided about each option, and tasks."""
