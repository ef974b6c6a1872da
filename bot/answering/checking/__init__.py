"""Whether statements follow from passages: what each says is found there, or is not. Knows no archive."""
