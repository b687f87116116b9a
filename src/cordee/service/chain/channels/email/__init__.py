"""The channel e-mail, by SMTP."""
