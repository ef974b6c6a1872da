"""What was found at addresses that were to become sources, on a terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.composition.phrasing import count_words, moment_of
from bot.rendering.masking import masked
from bot.rendering.terminal.words import command, indented, linked, one_line
from ingest import DateKind, Offer, Sample, Scouted, SourceId, SourceKind, TextKind, Unusable

_SHOWN_OTHERS = 5
_TEXTS = {TextKind.FULL: "whole articles", TextKind.SUMMARY: "summaries", TextKind.HEADLINES: "headlines only"}
_DATES = {
    DateKind.STATED: "dated",
    DateKind.PARTLY: "partly dated (where not, the time of reading stands in)",
    DateKind.MISSING: "without dates (the time of reading stands in)",
}


def render_scouted(scouted: Scouted, *, number: SourceId | None, is_new: bool) -> RenderableType:
    """Give a paragraph an address: what was found and whether that is new, or why it is of no use."""
    if isinstance(scouted, Unusable):
        return Group(
            Text.assemble(("Not added: ", "bold red"), one_line(scouted.address)),
            indented(Text(one_line(scouted.reason))),
        )
    return Group(*_offer(scouted, number, is_new=is_new))


def render_checked_address(scouted: Scouted) -> RenderableType:
    """Say what is at an address that is no source yet, and how it becomes one."""
    if isinstance(scouted, Unusable):
        return Group(Text(one_line(scouted.address), style="bold"), indented(Text(one_line(scouted.reason))))
    title = Text.assemble((one_line(scouted.title) or "untitled", "bold"), ": not a source yet")
    adding = [Text("Nothing was stored. To add it:"), command(f"sitrep sources add {scouted.url}")]
    return Group(title, *_details(scouted), *adding)


def render_added(*, added: int, known: int, polled: bool) -> RenderableType:
    """Say what came of it all, what happens next, and how to undo it."""
    already = f" {count_words(known, 'source was', 'sources were')} here already." if known else ""
    if not added:
        return Text(f"Nothing was added.{already}")
    polling = (
        [Text("The worker polls within seconds.")]
        if polled
        else [Text("To poll once now, or from now on:"), command("sitrep fetch"), command("sitrep worker")]
    )
    undoing = [Text("To undo it:"), command("sitrep sources remove NUMBER")]
    return Group(Text(f"{count_words(added, 'source')} added.{already}"), *polling, *undoing)


def _offer(offer: Offer, number: SourceId | None, *, is_new: bool) -> Iterator[RenderableType]:
    state = ("added", "green") if is_new else ("already here", "yellow")
    yield Text.assemble((one_line(offer.title) or "untitled", "bold"), f" (no. {number}): ", state)
    yield from _details(offer)


def _details(offer: Offer) -> Iterator[RenderableType]:
    yield linked(masked(offer.url), offer.title)
    yield indented(Text(_facts(offer)))
    if offer.doubt:
        yield indented(Text(f"Doubtful: {one_line(offer.doubt)}.", style="yellow"))
    if not offer.is_english:
        yield indented(
            Text("Stored, found and quoted; figures and incidents are read from English alone.", style="yellow")
        )
    for sample in offer.samples:
        yield indented(Text(_sample(sample), style="dim"))
    if offer.others:
        yield indented(Text(_others(offer)))


def _facts(offer: Offer) -> str:
    if offer.kind is SourceKind.ARTICLE:
        return f"one article, fetched once, {_DATES[offer.dates]}, language {offer.language}"
    items = count_words(offer.items, "item")
    return f"{offer.kind}, {items}, {_DATES[offer.dates]}, {_TEXTS[offer.text]}, language {offer.language}"


def _sample(sample: Sample) -> str:
    dated = moment_of(sample.published) if sample.published else "no date"
    return f"{dated}  {one_line(sample.title) or 'untitled'}"


def _others(offer: Offer) -> str:
    named = [one_line(feed.url) for feed in offer.others[:_SHOWN_OTHERS]]
    more = len(offer.others) - len(named)
    return f"More feeds of this site: {' '.join(named)}" + (f" and {more:,} more" if more else "")
