"""What became of a message's claims in Discord: a verdict a claim, the words that it rests on, their links. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import Colour, ui

from bot.answering.answerer import WORDS_ONLY
from bot.answering.answers import Citation
from bot.answering.claims.verdicts import CheckedClaim, CheckedMessage, Standing
from bot.languages import ENGLISH, say
from bot.rendering.claim_words import standing_name, standing_words
from bot.rendering.discord.layout import ANSWERED, DISPUTED, UNKNOWN, Buttons, card, dotted, lines, small
from bot.rendering.discord.limits import PAGE_CHARACTERS, QUOTE_CHARACTERS, TITLE_CHARACTERS
from bot.rendering.discord.markup import fitted, size
from bot.rendering.discord.words import ago, capitalised, language, quoted, source_line

_ROOMS: Final = ((2, QUOTE_CHARACTERS), (1, QUOTE_CHARACTERS), (1, QUOTE_CHARACTERS // 3), (0, 0))
"""Quotes on either side, and characters of each, the first that fits on a page: of many claims less is quoted."""
_EDGES: Final = 400
"""Characters of a page that heading and footer may take."""
_ACCENTS: Final = {
    Standing.SUPPORTED: ANSWERED,
    Standing.OUTDATED: DISPUTED,
    Standing.DISPUTED: DISPUTED,
    Standing.CONTRADICTED: DISPUTED,
    Standing.NOT_FOUND: UNKNOWN,
}


def claims_view(checked: CheckedMessage, buttons: Buttons) -> ui.LayoutView:
    """Give each claim with how it stands and what says so; where nothing can be checked, what could be."""
    if not checked.claims:
        return card([_nothing(checked)], accent=UNKNOWN, buttons=())
    footer = dotted(
        capitalised(say("as of {moment}", moment=ago(checked.as_of))),
        say("Judged by rules, which can err: read the quotes."),
    )
    alone = small(say(WORDS_ONLY)) if checked.by_words_alone else ""
    return card(
        [*_fitting(checked.claims), lines(alone, small(footer))], accent=_accent(checked.claims), buttons=buttons
    )


def _nothing(checked: CheckedMessage) -> str:
    if checked.language != ENGLISH:
        return say("Claims are checked in English alone; this is {language}.", language=language(checked.language))
    return say(
        "**Nothing checkable:** the message states nothing of a person, a place, a number or a day that news could"
        " bear out."
    )


def _accent(claims: Sequence[CheckedClaim]) -> Colour:
    """Give the colour of all verdicts if it is one, else that of a doubtful one."""
    accents = {_ACCENTS[claim.standing] for claim in claims}
    return accents.pop() if len(accents) == 1 else DISPUTED


def _fitting(claims: Sequence[CheckedClaim]) -> list[str]:
    for most, shown in _ROOMS:
        blocks = [_block(claim, most, shown) for claim in claims]
        if sum(map(size, blocks)) <= PAGE_CHARACTERS - _EDGES:
            break
    return blocks


def _block(claim: CheckedClaim, most: int, shown: int) -> str:
    text, figure = (
        fitted(each, shown=TITLE_CHARACTERS, sent=2 * TITLE_CHARACTERS) for each in (claim.claim, claim.newest)
    )
    return lines(
        f"**{standing_name(claim)}:** “{text}”",
        standing_words(claim, f"**{figure}**" if figure else ""),
        *_quotes(claim.bearing[:most], shown),
        say("Otherwise, or newer:") if claim.bearing[:most] and claim.opposing else "",
        *_quotes(claim.opposing[:most], shown),
    )


def _quotes(citations: Sequence[Citation], shown: int) -> Iterator[str]:
    for citation in citations:
        yield quoted(citation.quote, shown=shown, sent=2 * shown)
        yield small(source_line(citation))
