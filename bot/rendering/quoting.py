"""Quotes and their marks, in a terminal and in Discord alike. Pure."""


def brings_marks(quote: str) -> bool:
    """Tell whether a quote opens with marks of its own, which others would double.

    One that only ends with them, of a word that it quotes itself, needs its own: else it reads as what the bot says.
    """
    return quote.startswith(("“", '"'))
