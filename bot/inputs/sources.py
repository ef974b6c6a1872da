"""The sources that a person may mean: by number, address, name, or enough of a name; several, by tag, or all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from bot.errors import WrongInput
from bot.languages import say, say_number
from bot.rendering.masking import masked

if TYPE_CHECKING:
    from ingest import RemovedSource, SourceId, SourceSummary

ALL: Final = "all"
"""What a person writes for every source there is."""
TAG: Final = "tag:"
"""What a person writes before a tag, for every source that bears it."""

_SHOWN: Final = 5
"""Sources that are named where several may be meant."""


class Nameable(Protocol):
    """Something that a person may name by its number, its name or its address."""

    @property
    def id(self) -> "SourceId":
        """Its number."""
        ...

    @property
    def name(self) -> str:
        """Its title."""
        ...

    @property
    def url(self) -> str | None:
        """Where it is polled."""
        ...


class Taggable(Nameable, Protocol):
    """Something that bears tags beside its name."""

    @property
    def tags(self) -> Sequence[str]:
        """What it is sorted by here."""
        ...


Named = TypeVar("Named", bound=Nameable)
Tagged = TypeVar("Tagged", bound=Taggable)
Namesake = TypeVar("Namesake", "SourceSummary", "RemovedSource")


def named_exactly(typed: str, sources: Sequence[Named]) -> list[Named]:
    """Give the source of this number, else those of this name or address."""
    wanted = typed.strip().casefold()
    return [source for source in sources if str(source.id) == wanted] or [
        source for source in sources if wanted and wanted in {(source.url or "").casefold(), source.name.casefold()}
    ]


def meant_by(typed: str, sources: Sequence[Named]) -> list[Named]:
    """Give the sources that a person may mean; the more exact way to name one goes before the vaguer.

    A number is no part of a name: the number of a source that is gone would mean whichever has it in its address.
    """
    wanted = typed.strip().casefold()
    is_part = wanted and not wanted.isdecimal()
    return named_exactly(typed, sources) or [
        source for source in sources if is_part and wanted in f"{source.name}\n{source.url or ''}".casefold()
    ]


def the_one(typed: str, sources: Sequence[Named], *, listing: str) -> Named:
    """Give the one source that is meant; `WrongInput`, naming the command that lists all, if it is not one."""
    meant = meant_by(typed, sources)
    if not meant:
        name = typed.strip() or "“”"
        raise WrongInput(say("There is no source {name}. All of them: {command}", name=name, command=listing))
    if len(meant) > 1:
        raise WrongInput(say("{name} may be {choice}. Name it by its number.", name=typed, choice=_choice(meant)))
    return meant[0]


def are_several(typed: str) -> bool:
    """Tell whether more than one source is asked for, or a name that has a comma in it."""
    wanted = typed.strip().casefold()
    return wanted == ALL or wanted.startswith(TAG) or "," in wanted


def those(typed: str, sources: Sequence[Tagged], *, listing: str) -> list[Tagged]:
    """Give the sources that are meant: one, several with commas between them, all of a tag (`tag:ports`), or `all`.

    Raises `WrongInput` where any of them is not one source: then nothing is done to the others either.
    """
    wanted = typed.strip().casefold()
    if wanted == ALL and not named_exactly(typed, sources):
        return list(sources)
    if wanted.startswith(TAG):
        tag = wanted.removeprefix(TAG).strip()
        tagged = [source for source in sources if tag in {each.casefold() for each in source.tags}]
        if not tagged:
            raise WrongInput(
                say("No source here bears the tag {tag}. All of them: {command}", tag=tag, command=listing)
            )
        return tagged
    if "," not in typed or meant_by(typed, sources):
        return [the_one(typed, sources, listing=listing)]
    named = (the_one(each.strip(), sources, listing=listing) for each in typed.split(",") if each.strip())
    return list({source.id: source for source in named}.values())


def told_apart(sources: Sequence[Namesake]) -> tuple[Namesake, ...]:
    """Give sources of one name with their addresses in the name, so that nobody takes one for the other."""
    times = Counter(source.name.casefold() for source in sources)
    return tuple(
        replace(source, name=f"{source.name} — {_place(source.url)}")
        if times[source.name.casefold()] > 1 and source.url
        else source
        for source in sources
    )


def _place(url: str) -> str:
    return masked(url).partition("://")[2].removeprefix("www.")


def _choice(sources: Sequence[Nameable]) -> str:
    """Name sources among which a person has to choose: `3 (Harbour Post) or 7 (Harbour Times)`."""
    named = [f"{source.id} ({_seen(source.name)})" for source in sources[:_SHOWN]]
    if len(sources) > _SHOWN:
        named.append(say("one of {count} more", count=say_number(len(sources) - _SHOWN)))
    return say("{names} or {last}", names=", ".join(named[:-1]), last=named[-1])


def _seen(name: str) -> str:
    """Give a name on one line, without what steers a screen."""
    return "".join(filter(str.isprintable, " ".join(name.split())))
