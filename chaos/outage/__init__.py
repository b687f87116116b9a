"""What the world outside does to the chain: channels, clocks, a database that goes away, a disk that is full."""
