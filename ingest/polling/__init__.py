"""Live sources: what an address offers, what a source lists, one poll, polls without end. Knows no Discord."""
