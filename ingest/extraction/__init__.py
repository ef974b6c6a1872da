"""Text to typed values: figures, events, dates and places out of English. Pure: no storage, no network, no clock."""
