"""Which sentences speak to a question, and whether any answers it. Pure."""
