"""Measured figures, each as a ratio to a yardstick taken in the same run: machines differ, ratios less."""
