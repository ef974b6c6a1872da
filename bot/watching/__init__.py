"""What the bot comes back with by itself: what is due, what changed since it was said. Knows no Discord, no storage."""
