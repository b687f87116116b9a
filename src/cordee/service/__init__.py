"""The durable shell: a Django project around the pure core."""
