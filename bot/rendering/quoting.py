"""Quotes and their marks, in a terminal and in Discord alike. Pure."""

_OPENING, _CLOSING = ("“", '"'), ("”", '"')


def brings_marks(quote: str) -> bool:
    """Tell whether a quote begins or ends with marks of its own, which others would double."""
    return quote.startswith(_OPENING) or quote.endswith(_CLOSING)
