"""The channel webhook: signed JSON to an address of the hospital's own."""
