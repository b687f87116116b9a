"""The places people come to: Today, People, a person's page; shared templates, components and static files."""
