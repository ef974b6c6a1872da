"""The sources that a person may mean: by number, address, name, or enough of a name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from bot.errors import WrongInput
from bot.languages import say, say_number

if TYPE_CHECKING:
    from ingest import SourceId

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


Named = TypeVar("Named", bound=Nameable)


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
        raise WrongInput(say("There is no source {name}. All of them: {command}", name=typed, command=listing))
    if len(meant) > 1:
        raise WrongInput(say("{name} may be {choice}. Name it by its number.", name=typed, choice=_choice(meant)))
    return meant[0]


def _choice(sources: Sequence[Nameable]) -> str:
    """Name sources among which a person has to choose: `3 (Harbour Post) or 7 (Harbour Times)`."""
    named = [f"{source.id} ({_seen(source.name)})" for source in sources[:_SHOWN]]
    if len(sources) > _SHOWN:
        named.append(say("one of {count} more", count=say_number(len(sources) - _SHOWN)))
    return say("{names} or {last}", names=", ".join(named[:-1]), last=named[-1])


def _seen(name: str) -> str:
    """Give a name on one line, without what steers a screen."""
    return "".join(filter(str.isprintable, " ".join(name.split())))
