"""What every room needs to read and write files: faults with a place, YAML with lines, whole-or-nothing writes."""
