"""Two usual designs of alerting services, small and honest copies written for this: what the same kills take from them."""
