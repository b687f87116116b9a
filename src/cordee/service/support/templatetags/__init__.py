"""Tags of this room: text with hard words, sources, telephone numbers."""
