"""The whole chain beside a simple oracle of plain Python values: whatever is done, both must say the same."""
