"""The items of a list of news, each with the key that tells it from the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from ingest.live import Entry
from ingest.sources.fields import digest

MAX_ENTRIES: Final = 500
"""The newest of a list; what is older was there at an earlier poll, or is history that nobody asked for."""
_UNDATED: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry whose key is yet to be chosen, since that depends on the others."""

    id: str
    """As the list states it; may be empty."""
    entry: Entry

    @property
    def names(self) -> tuple[str, str, str]:
        """What could be its key, each telling more apart than the one before; empty where it has no such thing."""
        stated = [name for name in (self.id, self.entry.url) if name]
        contents = digest(self.entry.title, self.entry.body)
        return " ".join(stated[:1]), " ".join(stated), " ".join([*stated, contents])


def entries_of(items: Sequence[Item]) -> tuple[Entry, ...]:
    """Give the entries with their keys, in the list's order, at most the newest `MAX_ENTRIES`."""
    return newest(_told_apart(items))


def newest(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Give at most `MAX_ENTRIES`, in the order given; undated ones are the first to go, from the end."""
    if len(entries) <= MAX_ENTRIES:
        return entries
    ranked = sorted(entries, key=lambda entry: entry.published or _UNDATED, reverse=True)
    kept = {entry.key for entry in ranked[:MAX_ENTRIES]}
    return tuple(entry for entry in entries if entry.key in kept)


def _told_apart(items: Sequence[Item]) -> tuple[Entry, ...]:
    """Give each entry the shortest key that no other one has.

    An entry is known by its id, by id and address where ids repeat, by its address where it has no id, and by title
    and text added to these, or instead of them, where nothing else tells. What is the same in all is counted.
    """
    ladders = [item.names for item in items]
    uses = Counter(name for names in set(ladders) for name in set(names))
    keys = [next((name for name in names if name and uses[name] == 1), names[-1]) for names in ladders]
    repeats: Counter[str] = Counter()
    entries = []
    for item, key in zip(items, keys, strict=True):
        repeats[key] += 1
        entries.append(replace(item.entry, key=key if repeats[key] == 1 else f"{key} {repeats[key]}"))
    return tuple(entries)
