"""The record as the person reads it: the same current facts as the team's page, in everyday words."""
