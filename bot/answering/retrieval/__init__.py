"""What the archive holds near a question. It finds, and never chooses."""
