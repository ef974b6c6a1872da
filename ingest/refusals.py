"""What cannot become an article is a value, said in a sentence, and the rest goes on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """One document that was left out."""

    origin: str
    """Where it came from: `news.jsonl:17`."""
    reason: str
    """Why, as the end of a sentence that begins with the origin: `is empty`."""
