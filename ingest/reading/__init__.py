"""From a document as it arrived to clean text, metadata, passages. Knows no storage and no network."""
