"""Answers questions from the archive. Knows no Discord."""
