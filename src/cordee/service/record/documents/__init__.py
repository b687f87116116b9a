"""Documents attached to a person: their type checked by content, kept outside the web root, withdrawn with a reason."""
