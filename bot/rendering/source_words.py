"""What is said of sources, in a terminal and in Discord alike. Pure.

Strangers' words, moments, people and commands are written as a `Medium` writes them; all else is the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from bot.answering.composition.phrasing import count_words
from bot.rendering.masking import masked
from ingest import (
    Action,
    Change,
    EntryOutcome,
    Health,
    Loss,
    Notice,
    NoticeKind,
    PollState,
    RemovedSource,
    SourceId,
    SourceKind,
    SourceSummary,
    Standing,
    Trace,
)

_DONE: Final = {
    Action.ADD: "added",
    Action.PAUSE: "paused",
    Action.MUTE: "muted",
    Action.RESUME: "resumed",
    Action.REMOVE: "removed",
    Action.RESTORE: "restored",
    Action.EDIT: "edited",
}
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Medium:
    """How a place where people read writes what is not ours, or not the same everywhere."""

    text: Callable[[str], str]
    """Strangers' words, made safe."""
    moment: Callable[[datetime], str]
    """As it ends a phrase: `newest`, `next attempt`, `failing since` …"""
    by: Callable[[str | None], str]
    """Whoever did something, as it ends a sentence: `by …`, `in the terminal`."""
    command: Callable[[str, SourceId | None], str]
    """A command about sources, to be typed, and which source it is about, if any."""
    whose: str
    """For whom it holds what is said of a source here, as it ends a sentence."""


def standing_words(source: SourceSummary) -> str:
    """Say how its reader stands to a source; nothing where all is as it was added."""
    match source.standing:
        case Standing.MUTED:
            return "muted: polled and stored, but not shown"
        case Standing.PAUSED:
            return "paused: neither polled nor shown"
        case _:
            return ""


def health_words(state: PollState | None, now: datetime, medium: Medium) -> str:
    """Say how the polling of a source fares, since when and why, and when it is tried again."""
    if state is None:
        return "imported: there is nothing to poll"
    match state.health:
        case Health.NEW:
            return f"not polled yet; {_next('first attempt', state, now, medium)}"
        case Health.DONE:
            return "read; nothing more to fetch" + (f": {medium.text(state.problem)}" if state.problem else "")
        case Health.OK:
            is_capped = state.capped_until is not None and state.capped_until > now
            how = "well, but the day's articles are taken already" if is_capped else "well"
            return f"{how}; {_next('next attempt', state, now, medium)}"
        case Health.DOUBTFUL:
            doubt = medium.text(state.problem or "something is amiss")
            return f"doubtful: it answers, but {doubt}; {_next('next attempt', state, now, medium)}"
        case Health.FAILING | Health.DORMANT | Health.GONE:
            since = f" since {medium.moment(state.failing_since)}" if state.failing_since else ""
            reason = medium.text(state.problem or "no reason given")
            return f"{state.health}{since}: {reason}; {_next('next attempt', state, now, medium)}"


def _next(what: str, state: PollState, now: datetime, medium: Medium) -> str:
    if state.next_check is None:
        return f"no {what}"
    return f"{what} {medium.moment(state.next_check)}" if state.next_check > now else f"{what} is due"


def facts(source: SourceSummary, now: datetime, medium: Medium) -> Iterator[tuple[str, str]]:
    """Give all that is known of a source, each fact with its name, the most pressing first."""
    yield "state", standing_words(source) if source.paused else health_words(source.state, now, medium)
    if source.standing is Standing.MUTED:
        yield "here", standing_words(source)
    yield "kind", source.kind.value
    if source.url and source.kind is not SourceKind.UPLOAD:
        yield "address", medium.text(masked(source.url))
    if source.publisher:
        yield "publisher", medium.text(source.publisher)
    if source.tags:
        yield "tags", medium.text(", ".join(source.tags))
    if not source.paused:
        yield from _holdings(source, medium)
    yield "cited", f"{count_words(source.cited, 'time')} in the last 30 days"
    if source.state and source.kind in {SourceKind.FEED, SourceKind.SITEMAP}:
        yield "polled", f"every {_span(source.state.interval)}, by how often it has news"
    yield "added", f"{medium.moment(source.added)} {_adder(source, medium)}"


def _holdings(source: SourceSummary, medium: Medium) -> Iterator[tuple[str, str]]:
    newest = f", the newest published {medium.moment(source.newest)}" if source.newest else ""
    yield "articles", f"{source.articles:,}{newest}"
    if source.kind in {SourceKind.FEED, SourceKind.SITEMAP}:
        rate = f"{source.items_a_day:.1f} a day in the last two weeks" if source.items_a_day else "too early to tell"
        yield "items", rate
    yield "copies", f"{source.copies:.0%} repeat another source's text"
    languages = medium.text(", ".join(source.languages)) or "none yet"
    told = f"; taken for {medium.text(source.language)}, as it was told" if source.language else ""
    yield "languages", languages + told


def _adder(source: SourceSummary, medium: Medium) -> str:
    by = medium.by(source.added_by)
    return f"{by}, shared with every server" if source.shared else by


def _span(length: timedelta) -> str:
    if length < _HOUR:
        return count_words(round(length.total_seconds() / 60), "minute")
    return f"{length / _HOUR:g} hours" if length != _HOUR else "hour"


def changed_words(action: Action, source: SourceSummary, medium: Medium, *, is_new: bool) -> str:
    """Say what a change of a standing means, and how it is undone; or that it was so before."""
    name = medium.text(source.name)
    undo = f"Undo: {medium.command('resume', source.id)}"
    match action, is_new:
        case Action.PAUSE, True:
            return f"{name} is paused: neither polled nor searched. {undo}"
        case Action.MUTE, True:
            return f"{name} is muted: polled and stored, but not shown. {undo}"
        case Action.RESUME, True:
            return f"{name} is polled and searched again, beginning now."
        case Action.RESUME, False:
            return f"{name} was neither paused nor muted."
        case _:
            return f"{name} was {_DONE[action]} already."


def loss_words(loss: Loss) -> str:
    """Say what goes with a source, and whether for good; not whether others read it, which is theirs to tell."""
    articles = f"{count_words(loss.articles, 'article')} of it will no longer be found or counted"
    seen = articles if loss.articles else "Nothing that is found here now will be missing"
    alone = f", nor {count_words(loss.incidents, 'incident')} that it alone reports" if loss.incidents else ""
    return f"{seen}{alone}. After 7 days what nobody reads any more is deleted."


def removed_words(source: SourceSummary, medium: Medium) -> str:
    """Say that a source is gone, and how it comes back."""
    name = medium.text(source.name)
    return f"{name} is removed. It can be restored for 7 days: {medium.command('restore', source.id)}"


def restored_words(removed: RemovedSource, medium: Medium, *, is_back: bool) -> str:
    """Say that a removed source is back."""
    name = medium.text(removed.name)
    return f"{name} is back, as it was." if is_back else f"{name} can no longer be restored. Add it anew."


def restorable_words(removed: RemovedSource, medium: Medium) -> str:
    """Say until when a removed source can be restored."""
    until = medium.moment(removed.until)
    return f"{medium.text(removed.name)}, until {until}: {medium.command('restore', removed.id)}"


def described_words(source: SourceSummary, medium: Medium) -> str:
    """Say what is said of a source, for whom, and what comes of it."""
    said = ", ".join(
        (
            f"publisher {medium.text(source.publisher) if source.publisher else 'as the source says'}",
            f"tags {medium.text(', '.join(source.tags)) if source.tags else 'none'}",
            f"language {medium.text(source.language) if source.language else 'as each text shows'}",
        )
    )
    return f"{medium.text(source.name)}: {said}. It holds {medium.whose}.{_counted(source.language)}"


def _counted(language: str | None) -> str:
    match language:
        case None:
            return ""
        case "en":
            return " Figures and incidents are read of all that comes from now on."
        case _:
            return " Figures and incidents of it do not count."


def change_words(change: Change, medium: Medium) -> str:
    """Say who changed what, when."""
    name = medium.text(change.name)
    detail = f": {medium.text(_masked_words(change.detail))}" if change.detail else ""
    if change.action is Action.MOVE:
        return f"{medium.moment(change.at)}  {name} moved, as its server says{detail}"
    return f"{medium.moment(change.at)}  {name} {_DONE[change.action]} {medium.by(change.by)}{detail}"


def _masked_words(detail: str) -> str:
    return " ".join(masked(word) if "://" in word else word for word in detail.split())


def notice_words(notice: Notice, medium: Medium) -> str:
    """Say what befell a source, and what becomes of it."""
    name, reason = medium.text(notice.name), medium.text(notice.detail or "no reason given")
    match notice.kind:
        case NoticeKind.DORMANT:
            return f"{name} has failed for a week ({reason}). It is asked once a day from now on."
        case NoticeKind.GONE:
            return f"{name} is gone ({reason}). It is asked once a day, in case it comes back."
        case NoticeKind.CAPPED:
            return f"{name} offers more than the articles of a day that are left. The rest follows after midnight UTC."


def whys(url: str, traces: Sequence[Trace], sources: Sequence[SourceSummary], medium: Medium) -> Iterator[str]:
    """Say, a sentence a source, what became of the page at `url`; where none offered it, which might have."""
    known = [trace for trace in traces if trace.stored or trace.outcome]
    yield from (f"{medium.text(trace.name)}: {_why(trace, medium)}" for trace in known)
    if known:
        return
    host = _host(url)
    neighbours = [source for source in sources if source.url and _are_of_one_site(_host(source.url), host)]
    yield from (f"{medium.text(source.name)}: {_why_never(source, medium)}" for source in neighbours)
    if not neighbours:
        add = medium.command("add", None)
        yield f"No source here ever offered it, and none is of {medium.text(host)}. To add one: {add}"


def _why(trace: Trace, medium: Medium) -> str:
    if trace.stored:
        return _stored(trace, medium)
    offered = f"offered {medium.moment(trace.offered)}" if trace.offered else "offered"
    match trace.outcome:
        case EntryOutcome.REFUSED:
            return f"{offered}, and left out: it {medium.text(trace.detail or 'could not be read')}."
        case EntryOutcome.TOO_OLD:
            return f"{offered}, but too old: a first poll takes the newest items alone."
        case EntryOutcome.CAPPED:
            return f"{offered}, but the day's articles were taken already; it follows after midnight UTC."
        case EntryOutcome.PURGED:
            return "purged by whoever runs this; it is not taken again."
        case _:
            return f"{offered} and taken, but no longer stored under this address: it moved, or was deleted."


def _stored(trace: Trace, medium: Medium) -> str:
    stored = f"stored with {count_words(trace.passages, 'passage')}"
    if trace.standing is Standing.MUTED:
        found = "but not shown while the source is muted"
    elif not trace.indexed:
        found = "not indexed yet: until then it is found a little more slowly"
    else:
        found = "and can be found"
    copy = f" Its text repeats {medium.text(masked(trace.copy_of))}: both count once." if trace.copy_of else ""
    return f"{stored}, {found}.{_left_out(trace, medium)}{copy}"


def _left_out(trace: Trace, medium: Medium) -> str:
    """Say what of a stored article was not taken, and why: its page, or what was offered of it since."""
    match trace.outcome:
        case EntryOutcome.REFUSED:
            return f" What was offered of it last was left out: it {medium.text(trace.detail or 'could not be read')}."
        case EntryOutcome.CAPPED:
            return " What was offered of it last follows after midnight UTC: the day's articles were taken already."
        case _ if trace.detail:
            return f" Only what the feed itself says was taken: {medium.text(trace.detail)}."
        case _:
            return ""


def _why_never(source: SourceSummary, medium: Medium) -> str:
    if source.paused:
        return f"it is paused, and was not asked. {medium.command('resume', source.id)}"
    if source.state and source.state.health is Health.DOUBTFUL:
        return f"never offered it; it answers, but {medium.text(source.state.problem or 'something is amiss')}."
    if source.state and source.state.problem:
        return f"never offered it; it cannot be polled well: {medium.text(source.state.problem)}."
    if source.state and source.state.health is Health.NEW:
        return "it was not polled yet."
    return "never offered it, or so long ago that it is forgotten."


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # what is no address has no host
        return ""


def _are_of_one_site(one: str, other: str) -> bool:
    return bool(one) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))
