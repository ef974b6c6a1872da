"""How claims stand: what became of each claim of a message, with the words that it rests on."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum

from bot.answering.answers import Citation, JsonValue, json_of
from bot.languages import ENGLISH


class Standing(StrEnum):
    """What the archive lets be said of a claim, as of a moment."""

    SUPPORTED = "supported"
    OUTDATED = "outdated"
    """It was reported, and something newer is."""
    DISPUTED = "disputed"
    """Some report it, others report otherwise, and neither supersedes the other."""
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    """Nothing tells of it; that does not make it false."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message that somebody wrote."""

    text: str
    at: datetime
    """When it was written: from there "yesterday" is read."""
    zone: tzinfo = UTC
    """Whose days it speaks of."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim, how it stands, and the words that say so."""

    claim: str
    standing: Standing
    bearing: tuple[Citation, ...] = ()
    """What bears it out; of what is not found, what is near."""
    opposing: tuple[Citation, ...] = ()
    """What says otherwise, or newer."""
    true_on: date | None = None
    """Of what is outdated, the last day on which it was reported so."""
    newest: str = ""
    """Of what is outdated or contradicted: the figure that is reported, such as `at least 102 attacks`, if any is."""


@dataclass(frozen=True, slots=True)
class CheckedMessage:
    """A message and what became of its claims, in its order; none where nothing in it can be checked."""

    message: str
    as_of: datetime
    claims: tuple[CheckedClaim, ...]
    language: str = ENGLISH
    """ISO 639-1, of the message: in others than English nothing is checked."""
    by_words_alone: bool = False
    """Whether the encoder was not loaded yet, so that what is told in other words was not found."""

    def as_json(self) -> dict[str, JsonValue]:
        """Give the row that `sitrep claim --json` prints: dates in ISO 8601; without claims, `nothing_checkable`."""
        return {
            "message": self.message,
            "as_of": self.as_of.isoformat(),
            "language": self.language,
            "by_words_alone": self.by_words_alone,
            "nothing_checkable": not self.claims,
            "claims": [_row(claim) for claim in self.claims],
        }


def _row(claim: CheckedClaim) -> JsonValue:
    fields = asdict(claim)
    for citation in (*fields["bearing"], *fields["opposing"]):
        del citation["source"], citation["date_quality"]
    return json_of(fields | {"standing": claim.standing.value})
