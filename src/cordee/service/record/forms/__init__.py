"""The forms a team types facts into; each gives facts of the case, written by the one door."""
