"""What became of the claims of a message, on a terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.answers import Citation
from bot.answering.claims.verdicts import CheckedClaim, CheckedMessage, Standing
from bot.answering.composition.phrasing import day_of
from bot.languages import ENGLISH
from bot.rendering.claim_words import standing_name, standing_words
from bot.rendering.terminal.words import linked, one_line, quoted, spaced

_NOTHING: Final = "Nothing checkable: no statement about a person, a place, a number or a day that news could bear out."
_STYLES: Final = {
    Standing.SUPPORTED: "bold green",
    Standing.OUTDATED: "bold yellow",
    Standing.DISPUTED: "bold yellow",
    Standing.CONTRADICTED: "bold red",
    Standing.NOT_FOUND: "bold",
}


def render_claims(checked: CheckedMessage) -> RenderableType:
    """Give each claim with how it stands and the words that say so."""
    if checked.language != ENGLISH:
        return Text(f"Claims are checked in English alone; this is in another language ({checked.language}).")
    if not checked.claims:
        return Text(_NOTHING, style="yellow")
    return Group(*spaced([block for claim in checked.claims for block in _blocks(claim)]))


def _blocks(claim: CheckedClaim) -> Iterator[RenderableType]:
    told = standing_words(claim, one_line(claim.newest))
    heading = Text.assemble((standing_name(claim), _STYLES[claim.standing]), f": “{one_line(claim.claim)}”")
    yield Group(heading, *([Text(told)] if told else []))
    yield from _quotes("Says so", claim.bearing)
    yield from _quotes("Says otherwise, or newer", claim.opposing)


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
