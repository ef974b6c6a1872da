"""From what was chosen to sentences, quotes and citations. Pure; chooses nothing."""
