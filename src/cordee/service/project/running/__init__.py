"""Running the service: its processes, what it checks before it starts, its health."""
