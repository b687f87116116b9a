"""What people of a circle say to each other: threads, messages, and the person's questions for the next talk."""
