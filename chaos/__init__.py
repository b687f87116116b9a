"""The chain under attack: real processes, killed at every named place, and a count of what is left. `make chaos`."""
