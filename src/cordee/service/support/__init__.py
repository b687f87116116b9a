"""Support and learning: pages, self-care sheets, warning signs, glossary, resources. The content is data; see `library`."""
