"""Accounts, circles (who is around whom, in which role), what each may see, and the access log."""
