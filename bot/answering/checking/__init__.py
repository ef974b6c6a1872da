"""Whether statements follow from passages: what each says is found in them, or is not. Knows no archive and no model."""
