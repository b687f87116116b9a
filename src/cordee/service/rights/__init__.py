"""What the person may ask of their data: a copy of everything, and erasure."""
