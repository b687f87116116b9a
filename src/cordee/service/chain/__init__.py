"""Check-ins, alerts, escalation, deliveries, the engine and the watchman."""
