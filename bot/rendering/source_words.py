"""What is said of sources, in a terminal and in Discord alike. Pure.

Strangers' words, moments, people and commands are written as a `Medium` writes them; all else is the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from bot.languages import marked, say, say_count, say_number, say_reason
from bot.rendering.headings import some_of
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
    Action.ADD: marked("added"),
    Action.PAUSE: marked("paused"),
    Action.MUTE: marked("muted"),
    Action.RESUME: marked("resumed"),
    Action.REMOVE: marked("removed"),
    Action.RESTORE: marked("restored"),
    Action.EDIT: marked("edited"),
}
_HOUR: Final = timedelta(hours=1)
RHYTHM_TOLD: Final = timedelta(days=1)
"""After so long a source that was new when it was added is polled by its own rhythm, as one that others read is."""
POLLED_AGAIN: Final = timedelta(minutes=5)
"""After a poll nobody has to hurry; its publisher answers one machine once."""
MOST_NAMED: Final = 12
"""Sources told of by name in one message."""


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
    if source.halted:
        return say("paused by whoever runs this bot: neither polled nor shown")
    match source.standing:
        case Standing.MUTED:
            return say("muted: polled and stored, but not shown")
        case Standing.PAUSED:
            return say("paused: neither polled nor shown")
        case _:
            return ""


def health_words(source: SourceSummary, now: datetime, medium: Medium) -> str:
    """Say how the polling of a source fares, since when and why, and when it is tried again."""
    state = source.state
    if state is None:
        return say("imported: there is nothing to poll")
    match state.health:
        case Health.NEW:
            return say("not polled yet; {then}", then=_next(state, now, medium))
        case Health.DONE:
            return say("read; nothing more to fetch") + (f": {_told(state.problem, medium)}" if state.problem else "")
        case Health.OK:
            is_capped = state.capped_until is not None and state.capped_until > now
            how = say("well, but the day's articles are taken already") if is_capped else say("well")
            return how if is_new_here(source, now) else f"{how}; {_next(state, now, medium)}"
        case Health.DOUBTFUL:
            doubt = _told(state.problem, medium) or say("something is amiss")
            return f"{say('doubtful: it answers, but')} {doubt}; {_next(state, now, medium)}"
        case Health.FAILING | Health.DORMANT | Health.GONE:
            how = say(state.health.value)
            if state.failing_since:
                how = say("{health} since {moment}", health=how, moment=medium.moment(state.failing_since))
            reason = _told(state.problem, medium) or say("no reason given")
            return f"{how}: {reason}; {_next(state, now, medium)}"


def is_new_here(source: SourceSummary, now: datetime) -> bool:
    """Tell whether a source's rhythm, which others who read it may have set, is not told to this reader yet."""
    return not source.shared and now - source.added < RHYTHM_TOLD


def _told(reason: str | None, medium: Medium) -> str:
    return medium.text(say_reason(reason)) if reason else ""


def _next(state: PollState, now: datetime, medium: Medium) -> str:
    if state.next_check is None:
        return say("no next attempt")
    if state.next_check > now:
        return say("next attempt {moment}", moment=medium.moment(state.next_check))
    return say("next attempt is due")


def facts(source: SourceSummary, now: datetime, medium: Medium) -> Iterator[tuple[str, str]]:
    """Give all that is known of a source, each fact with its name, the most pressing first."""
    yield say("state"), standing_words(source) if source.paused else health_words(source, now, medium)
    if source.standing is Standing.MUTED:
        yield say("here"), standing_words(source)
    yield say("kind"), source.kind.value
    if source.url and source.kind is not SourceKind.UPLOAD:
        yield say("address"), medium.text(masked(source.url))
    if source.publisher:
        yield say("publisher"), medium.text(source.publisher)
    if source.tags:
        yield say("tags"), medium.text(", ".join(source.tags))
    if not source.paused:
        yield from _holdings(source, medium)
    yield say("cited"), say_count("{count} time in the last 30 days", "{count} times in the last 30 days", source.cited)
    if source.state and source.kind in {SourceKind.FEED, SourceKind.SITEMAP}:
        rhythm = say("every {span}, by how often it has news", span=_span(source.state.interval))
        yield say("polled"), say("too early to tell") if is_new_here(source, now) else rhythm
    yield say("added"), f"{medium.moment(source.added)} {_adder(source, medium)}"


def _holdings(source: SourceSummary, medium: Medium) -> Iterator[tuple[str, str]]:
    newest = say(", the newest published {moment}", moment=medium.moment(source.newest)) if source.newest else ""
    yield say("articles"), f"{say_number(source.articles)}{newest}"
    if source.kind in {SourceKind.FEED, SourceKind.SITEMAP}:
        rate = say("too early to tell")
        if source.items_a_day:
            rate = say("{count} a day in the last two weeks", count=f"{source.items_a_day:.1f}")
        yield say("items"), rate
    if source.articles:
        yield say("copies"), say("{share} repeat another source's text", share=f"{source.copies:.0%}")
    languages = medium.text(", ".join(source.languages)) or say("none yet")
    told = (
        say("; taken for {language}, as it was told", language=medium.text(source.language)) if source.language else ""
    )
    yield say("languages"), languages + told


def _adder(source: SourceSummary, medium: Medium) -> str:
    by = medium.by(source.added_by)
    return say("{by}, shared with every server", by=by) if source.shared else by


def _span(length: timedelta) -> str:
    if length < _HOUR:
        return say_count("{count} minute", "{count} minutes", round(length.total_seconds() / 60))
    return say("{count} hours", count=f"{length / _HOUR:g}") if length != _HOUR else say("hour")


def changed_words(action: Action, source: SourceSummary, medium: Medium, *, is_new: bool) -> str:
    """Say what a change of a standing means, and how it is undone; or that it was so before."""
    name = medium.text(source.name)
    undo = say("Undo: {command}", command=medium.command("resume", source.id))
    match action, is_new:
        case Action.PAUSE, True:
            return f"{say('{name} is paused: neither polled nor searched.', name=name)} {undo}"
        case Action.MUTE, True:
            return f"{say('{name} is muted: polled and stored, but not shown.', name=name)} {undo}"
        case Action.RESUME, True:
            return f"{say('{name} is polled and searched again, beginning now.', name=name)} {_not_posted()}"
        case Action.RESUME, False:
            return say("{name} was neither paused nor muted.", name=name)
        case _:
            return say("{name} was {done} already.", name=name, done=say(_DONE[action]))


def changed_together_words(action: Action, changed: Sequence[SourceSummary], meant: int, medium: Medium) -> str:
    """Say which of several sources were paused, muted or resumed at once, and how it is undone."""
    done = say(_DONE[action])
    if not changed:
        return say("All {count} were {done} already.", count=say_number(meant), done=done)
    told = say_count(
        "{count} source is {done}: {names}.",
        "{count} sources are {done}: {names}.",
        len(changed),
        done=done,
        names=_named(changed, medium),
    )
    rest = meant - len(changed)
    before = say_count(" {count} was so before.", " {count} were so before.", rest) if rest else ""
    undo = say("Undo: {command}", command=medium.command("resume", None))
    return f"{told}{before} {_not_posted() if action is Action.RESUME else undo}"


def _not_posted() -> str:
    return say("What was published meanwhile is no news any more: alerts do not post it.")


def may_be_polled(source: SourceSummary, *, now: datetime) -> bool:
    """Tell whether a person may have it polled now: it is polled at all, and was not within the last minutes.

    What was polled before it was added here is not told here: it would tell that others read it.
    """
    state = source.state
    if state is None or state.next_check is None or source.paused:
        return False
    return state.checked is None or state.checked < source.added or now - state.checked >= POLLED_AGAIN


def polling_words(due: Sequence[SourceSummary], left: Sequence[SourceSummary], medium: Medium) -> str:
    """Say which sources are polled now, and of which others there is nothing to fetch at this moment."""
    minutes = round(POLLED_AGAIN.total_seconds() / 60)
    told = say("Asked for: {names}.", names=_named(due, medium)) if due else ""
    rest = marked("Not asked for, because paused, read for good, or polled in the last {minutes} minutes: {names}.")
    return " ".join(filter(None, (told, say(rest, minutes=minutes, names=_named(left, medium)) if left else "")))


def _named(sources: Sequence[SourceSummary], medium: Medium) -> str:
    return some_of([medium.text(source.name) for source in sources], MOST_NAMED)


def loss_words(loss: Loss) -> str:
    """Say what goes with a source, and whether for good; not whether others read it, which is theirs to tell."""
    seen = say("Nothing that is found here now will be missing")
    if loss.articles:
        seen = say_count(
            "{count} article of it will no longer be found or counted",
            "{count} articles of it will no longer be found or counted",
            loss.articles,
        )
    alone = say_count(
        ", nor {count} incident that it alone reports", ", nor {count} incidents that it alone reports", loss.incidents
    )
    deleted = say("After 7 days what nobody reads any more is deleted.")
    return f"{seen}{alone if loss.incidents else ''}. {deleted}"


def restored_words(removed: RemovedSource, medium: Medium, *, is_back: bool) -> str:
    """Say that a removed source is back."""
    name = medium.text(removed.name)
    if is_back:
        return say("{name} is back, as it was.", name=name)
    return say("{name} can no longer be restored. Add it anew.", name=name)


def described_words(source: SourceSummary, medium: Medium) -> str:
    """Say what is said of a source, for whom, and what comes of it."""
    publisher, language = medium.text(source.publisher or ""), medium.text(source.language or "")
    tags = medium.text(", ".join(source.tags))
    said = ", ".join(
        (
            say("publisher {publisher}", publisher=publisher or say("as the source says")),
            say("tags {tags}", tags=tags or say("none")),
            say("language {language}", language=language or say("as each text shows")),
        )
    )
    holds = say("This holds {where}.", where=say(medium.whose))
    return f"{medium.text(source.name)}: {said}. {holds}{_counted(source.language)}"


def _counted(language: str | None) -> str:
    match language:
        case None:
            return ""
        case "en":
            return " " + say("Figures and incidents are read from all that comes from now on.")
        case _:
            return " " + say("Its figures and incidents do not count.")


def change_words(change: Change, medium: Medium) -> str:
    """Say who changed what, when."""
    name = medium.text(change.name)
    detail = f": {medium.text(_masked_words(change.detail))}" if change.detail else ""
    if change.action is Action.MOVE:
        return f"{medium.moment(change.at)}  {say('{name} moved, as its server says', name=name)}{detail}"
    done = say("{name} {done} {by}", name=name, done=say(_DONE[change.action]), by=medium.by(change.by))
    return f"{medium.moment(change.at)}  {done}{detail}"


def _masked_words(detail: str) -> str:
    return " ".join(masked(word) if "://" in word else word for word in detail.split())


def notice_words(notice: Notice, medium: Medium) -> str:
    """Say what befell a source, and what becomes of it."""
    name, reason = medium.text(notice.name), _told(notice.detail, medium) or say("no reason given")
    match notice.kind:
        case NoticeKind.DORMANT:
            told = marked("{name} has failed for a week ({reason}). It is asked once a day from now on.")
        case NoticeKind.GONE:
            told = marked("{name} is gone ({reason}). It is asked once a day, in case it comes back.")
        case NoticeKind.CAPPED:
            told = marked(
                "{name} offers more than the articles of a day that are left. The rest follows after midnight UTC."
            )
    return say(told, name=name, reason=reason)


def whys(url: str, traces: Sequence[Trace], sources: Sequence[SourceSummary], medium: Medium) -> Iterator[str]:
    """Say, a sentence a source, what became of the page at `url`; where none offered it, which might have."""
    known = [trace for trace in traces if trace.stored or trace.outcome]
    names = {source.id: source.name for source in sources}
    yield from (f"{medium.text(names.get(trace.source, trace.name))}: {_why(trace, medium)}" for trace in known)
    if known:
        return
    host = _host(url)
    neighbours = [source for source in sources if source.url and _are_of_one_site(_host(source.url), host)]
    yield from (f"{medium.text(source.name)}: {_why_never(source, medium)}" for source in neighbours)
    if not neighbours:
        add = medium.command("add", None)
        yield say(
            "No source here ever offered it, and no source here is from {site}. To add one: {command}",
            site=medium.text(host),
            command=add,
        )


def _why(trace: Trace, medium: Medium) -> str:
    if trace.stored:
        return _stored(trace, medium)
    offered = say("offered {moment}", moment=medium.moment(trace.offered)) if trace.offered else say("offered")
    reason = _told(trace.detail, medium) or say("could not be read")
    match trace.outcome:
        case EntryOutcome.REFUSED:
            return say("{offered}, and left out: it {reason}.", offered=offered, reason=reason)
        case EntryOutcome.TOO_OLD:
            return say("{offered}, but too old: a first poll takes the newest items alone.", offered=offered)
        case EntryOutcome.CAPPED:
            return say(
                "{offered}, but the day's articles were taken already; it follows after midnight UTC.", offered=offered
            )
        case EntryOutcome.PURGED:
            return say("purged by whoever runs this; it is not taken again.")
        case _:
            return say(
                "{offered} and taken, but no longer stored under this address: it moved, or was deleted.",
                offered=offered,
            )


def _stored(trace: Trace, medium: Medium) -> str:
    stored = say_count("stored with {count} passage", "stored with {count} passages", trace.passages)
    if trace.standing is Standing.MUTED:
        found = say("but not shown while the source is muted")
    elif not trace.indexed:
        found = say("not indexed yet: until then it is found a little more slowly")
    else:
        found = say("and can be found")
    copy = ""
    if trace.copy_of:
        copy = " " + say("Its text repeats {address}: both count once.", address=medium.text(masked(trace.copy_of)))
    return f"{stored}, {found}.{_left_out(trace, medium)}{copy}"


def _left_out(trace: Trace, medium: Medium) -> str:
    """Say what of a stored article was not taken, and why: its page, or what was offered of it since."""
    match trace.outcome:
        case EntryOutcome.REFUSED:
            reason = _told(trace.detail, medium) or say("could not be read")
            return " " + say("What was offered of it last was left out: it {reason}.", reason=reason)
        case EntryOutcome.CAPPED:
            return " " + say(
                "What was offered of it last follows after midnight UTC: the day's articles were taken already."
            )
        case _ if trace.detail:
            return " " + say("Only what the feed itself says was taken: {reason}.", reason=_told(trace.detail, medium))
        case _:
            return ""


def _why_never(source: SourceSummary, medium: Medium) -> str:
    if source.halted:
        return say("whoever runs this bot has paused it, for all who read it.")
    if source.paused:
        return f"{say('it is paused, and was not asked.')} {medium.command('resume', source.id)}"
    if source.state and source.state.health is Health.DOUBTFUL:
        doubt = _told(source.state.problem, medium) or say("something is amiss")
        return say("never offered it; it answers, but {reason}.", reason=doubt)
    if source.state and source.state.problem:
        reason = _told(source.state.problem, medium)
        return say("never offered it; it cannot be polled well: {reason}.", reason=reason)
    if source.state and source.state.health is Health.NEW:
        return say("it was not polled yet.")
    return say("never offered it, or so long ago that it is forgotten.")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # what is no address has no host
        return ""


def _are_of_one_site(one: str, other: str) -> bool:
    return bool(one) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))
