"""The channel inside the service: a notice, and the worklist."""
