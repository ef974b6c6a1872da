"""News in, a searchable archive out. Knows no Discord and no language model."""
