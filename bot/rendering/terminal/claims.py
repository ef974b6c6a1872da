"""What became of the claims of a message, on a terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.answers import Citation
from bot.answering.claims.verdicts import CheckedClaim, CheckedMessage, Standing
from bot.answering.composition.phrasing import day, day_of
from bot.languages import ENGLISH
from bot.rendering.terminal.words import linked, one_line, quoted, spaced

_NOTHING: Final = "Nothing checkable: no statement about a person, a place, a number or a day that news could bear out."
_NAMES: Final = {
    Standing.SUPPORTED: ("Supported", "bold green"),
    Standing.OUTDATED: ("Outdated", "bold yellow"),
    Standing.DISPUTED: ("Disputed", "bold yellow"),
    Standing.CONTRADICTED: ("Contradicted", "bold red"),
    Standing.NOT_FOUND: ("Not found", "bold"),
}


def render_claims(checked: CheckedMessage) -> RenderableType:
    """Give each claim with how it stands and the words that say so."""
    if checked.language != ENGLISH:
        return Text(f"Claims are checked in English alone; this is in another language ({checked.language}).")
    if not checked.claims:
        return Text(_NOTHING, style="yellow")
    return Group(*spaced([block for claim in checked.claims for block in _blocks(claim)]))


def _blocks(claim: CheckedClaim) -> Iterator[RenderableType]:
    name, style = _NAMES[claim.standing]
    yield Group(Text.assemble((name, style), f": “{one_line(claim.claim)}”"), Text(_told(claim)))
    yield from _quotes("Says so", claim.bearing)
    yield from _quotes("Says otherwise, or newer", claim.opposing)


def _told(claim: CheckedClaim) -> str:
    match claim.standing:
        case Standing.SUPPORTED:
            return "It is reported so."
        case Standing.OUTDATED:
            when = f"on {day(claim.true_on)}" if claim.true_on else "before"
            newest = f"the newest figure is {claim.newest}" if claim.newest else "newer reports say otherwise"
            return f"It was reported so {when}; {newest}."
        case Standing.DISPUTED:
            return "Sources differ."
        case Standing.CONTRADICTED:
            figure = f" The figure reported is {claim.newest}." if claim.newest else ""
            return f"What is reported says otherwise.{figure}"
        case Standing.NOT_FOUND:
            return "Nothing here tells of it. This does not make it false."


def _quotes(heading: str, citations: Sequence[Citation]) -> Iterator[RenderableType]:
    if not citations:
        return
    quotes = [
        part
        for citation in citations
        for part in (
            Text.assemble((one_line(citation.publisher), "bold"), f", {day_of(citation)}"),
            quoted(citation.quote),
            linked(citation.url, citation.title),
        )
    ]
    yield Group(Text(f"{heading}:", style="dim"), *quotes)
