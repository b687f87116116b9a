"""Clinical Trial Markup Language (MatchMiner), YAML and JSON, every key of the language. See docs/trials.md."""
