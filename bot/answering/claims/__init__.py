"""Whether the news bears out what somebody says, claim by claim. Knows no Discord, and no truth but reports."""
