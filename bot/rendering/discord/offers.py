"""What was found at addresses that may become sources, one block an address. Pure."""

from collections.abc import Collection, Sequence
from typing import Final

from discord import ui

from bot.answering.composition.phrasing import count_words, day
from bot.rendering.discord.addresses import shown_address
from bot.rendering.discord.layout import LISTED, UNKNOWN, Buttons, card, dotted, lines, small
from bot.rendering.discord.limits import ADDRESSES_A_MESSAGE, PAGE_CHARACTERS, PLAIN_CHARACTERS
from bot.rendering.discord.markup import escaped, fitted, size
from bot.rendering.discord.words import language, named, quoted
from ingest import DateKind, Offer, Sample, Scouted, TextKind, Unusable

_EDGES: Final = 300
"""Characters of a message that heading and footer may take."""
_TITLE_CHARACTERS: Final = 70
_ADDRESS_CHARACTERS: Final = 60
_SHORT_CHARACTERS: Final = 30
_SAMPLE_CHARACTERS: Final = 80
_SAMPLES: Final = 3
_REASON_CHARACTERS: Final = 240
_LEAST_BLOCK: Final = 60
"""Characters that say which address it is and whether it can be added."""
_LEAST_TITLE: Final = 28
"""Characters that a short line keeps for the title, marks and dots included."""
_LEFT_OUT: Final = {_SAMPLES: "", 1: "some sample titles", 0: "sample titles"}
"""What is left out with how many samples each."""
_TEXTS: Final = {TextKind.FULL: "whole articles", TextKind.SUMMARY: "summaries", TextKind.HEADLINES: "headlines only"}
_DATES: Final = {DateKind.STATED: "dated", DateKind.PARTLY: "partly dated", DateKind.MISSING: "no dates"}
_ENGLISH_ONLY: Final = "stored, found and quoted; figures and incidents are read from English only"


def offers_view(scouted: Sequence[Scouted], already: Collection[str], buttons: Buttons) -> ui.LayoutView:
    """Give a block for each address, with as much detail as fits for all; `already` are addresses of known sources."""
    heading, blocks, footer = _told(scouted, already, PAGE_CHARACTERS)
    usable = any(isinstance(each, Offer) for each in scouted)
    return card([heading, *blocks, footer], accent=LISTED if usable else UNKNOWN, buttons=buttons)


def offers_text(scouted: Sequence[Scouted], already: Collection[str]) -> str:
    """Give the same as a plain message."""
    heading, blocks, footer = _told(scouted, already, PLAIN_CHARACTERS)
    return lines(heading, *blocks, footer)


def _told(scouted: Sequence[Scouted], already: Collection[str], characters: int) -> tuple[str, list[str], str]:
    shown = scouted[: min(ADDRESSES_A_MESSAGE, (characters - _EDGES) // _LEAST_BLOCK)]
    room = characters - _EDGES
    blocks, left_out = _richest(shown, already, room)
    unshown = len(scouted) - len(shown)
    footer = dotted(
        f"left out for length: {left_out}" if left_out else "",
        f"{count_words(unshown, 'more address', 'more addresses')} not shown" if unshown else "",
    )
    return _heading(scouted), blocks, small(footer[:1].upper() + footer[1:]) if footer else ""


def _heading(scouted: Sequence[Scouted]) -> str:
    usable = sum(isinstance(each, Offer) for each in scouted)
    if not scouted:
        return "**No addresses were given**"
    if usable == len(scouted):
        return f"**{count_words(usable, 'source')} found**"
    return f"**{count_words(usable, 'source')} found at {count_words(len(scouted), 'address', 'addresses')}**"


def _richest(shown: Sequence[Scouted], already: Collection[str], room: int) -> tuple[list[str], str]:
    """Give the blocks with as many samples as fit for all, and what was left out; at the least, even short lines."""
    for samples, left_out in _LEFT_OUT.items():
        blocks = [_detailed(each, samples, is_known=_is_known(each, already)) for each in shown]
        if sum(size(block) + 1 for block in blocks) <= room:
            return blocks, left_out
    longest = room // len(shown) - 1
    return [_shortest(each, longest, is_known=_is_known(each, already)) for each in shown], "samples, feeds, details"


def _is_known(scouted: Scouted, already: Collection[str]) -> bool:
    return scouted.address in already or (isinstance(scouted, Offer) and scouted.url in already)


def _detailed(scouted: Scouted, samples: int, *, is_known: bool) -> str:
    if isinstance(scouted, Unusable):
        return f"{_failed(scouted)}: {fitted(scouted.reason, shown=_REASON_CHARACTERS)}"
    tongue = language(scouted.language)
    return lines(
        _titled(scouted, _TITLE_CHARACTERS, is_known=is_known) + f", {count_words(scouted.items, 'item')}",
        small(
            dotted(
                escaped(shown_address(scouted.url, shown=_ADDRESS_CHARACTERS)),
                _DATES[scouted.dates],
                _TEXTS[scouted.text],
                tongue if scouted.is_english else "",
            )
        ),
        small(f"🟡 doubtful: {fitted(scouted.doubt, shown=_REASON_CHARACTERS)}") if scouted.doubt else "",
        "" if scouted.is_english else small(f"{tongue}: {_ENGLISH_ONLY}"),
        *(small(_sample(sample)) for sample in scouted.samples[:samples]),
        small(_others(scouted)) if scouted.others and samples == _SAMPLES else "",
    )


def _titled(offer: Offer, shown: int, *, is_known: bool) -> str:
    here = " · already here" if is_known else ""
    title = named(offer.title, "untitled", shown=shown)
    return f"**{title}**{here} · {offer.kind.value}"


def _failed(unusable: Unusable) -> str:
    return f"✗ **{escaped(shown_address(unusable.address, shown=_ADDRESS_CHARACTERS)) or 'no address'}**"


def _sample(sample: Sample) -> str:
    dated = f", {day(sample.published)}" if sample.published else ", no date"
    return quoted(sample.title, shown=_SAMPLE_CHARACTERS) + dated


def _others(offer: Offer) -> str:
    names = [named(feed.title, "untitled", shown=_SHORT_CHARACTERS) for feed in offer.others[:_SAMPLES]]
    more = len(offer.others) - len(names)
    return f"Also on this site: {', '.join(names)}" + (f", +{more:,} more" if more else "")


def _shortest(scouted: Scouted, longest: int, *, is_known: bool) -> str:
    """Give one line of at most `longest` characters: first what decides whether the source is wanted."""
    if isinstance(scouted, Unusable):
        address = fitted(shown_address(scouted.address, shown=_SHORT_CHARACTERS), shown=longest, sent=longest // 2)
        reason = fitted(scouted.reason, shown=longest, sent=longest - size(address) - len("✗ ****: "))
        return f"✗ **{address or 'no address'}**: {reason}"
    told = ""
    for detail in (
        "already here" if is_known else "",
        "🟡 doubtful" if scouted.doubt else "",
        "" if scouted.is_english else f"{language(scouted.language)}, no figures",
        scouted.kind.value,
        _TEXTS[scouted.text],
        _DATES[scouted.dates],
    ):
        if detail and size(told) + size(detail) + _LEAST_TITLE <= longest:
            told += f" · {detail}"
    title = fitted(scouted.title, shown=_TITLE_CHARACTERS, sent=longest - size(told) - len("****")) or "untitled"
    return f"**{title}**{told}"
