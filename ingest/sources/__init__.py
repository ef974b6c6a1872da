"""Where documents come from. Knows nothing of what is done with them."""
