"""What happened, story by story. Knows what the articles of a story share, and not whether it is true."""
