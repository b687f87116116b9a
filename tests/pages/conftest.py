"""How the pages of a plan look, in a real browser."""
