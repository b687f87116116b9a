"""A person's record: FHIR resources as versioned facts, the forms that write them, documents."""
