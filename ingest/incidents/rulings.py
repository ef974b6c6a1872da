"""Rulings in the fold: which of the pairs that look like one event may be joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.articles import FoundReport
from ingest.rulings import RulingKind, VisibleRuling, classes, likeness_of

Pair = tuple[int, int]
"""Positions of two reports."""


def joined(similar: Iterable[Pair], ordered: Sequence[FoundReport], rulings: Sequence[VisibleRuling]) -> Iterable[Pair]:
    """Give the pairs to be joined: what is ruled the same, and of the `similar` what no ruling keeps apart.

    "Different" wins over every similarity, "same" over every difference, transitively; also through visible
    reports that are not among `ordered`, because a question about Mosul changes nothing of what is one event.
    A report that is similar to both sides of a "different" goes with the one whose words are more like its own.
    Should two rulings contradict each other, which is refused when they are made, "same" wins.
    """
    if not rulings:
        return similar
    ids = [found.id for found in ordered]
    same = classes(rulings)
    of_class = [same.get(report, report) for report in ids]
    return _joined(list(similar), ordered, of_class, _apart(rulings, same))


def _joined(
    similar: list[Pair], ordered: Sequence[FoundReport], of_class: Sequence[int], apart: dict[int, set[int]]
) -> Iterator[Pair]:
    bonds = list(_bonds(of_class))
    yield from bonds
    torn = _torn([*bonds, *similar], of_class, apart)
    yield from (pair for pair in similar if pair[0] not in torn)
    groups = Groups(of_class, apart)
    for pair in bonds:
        groups.join(*pair)
    doubtful = [pair for pair in similar if pair[0] in torn]
    doubtful.sort(key=lambda pair: (-likeness_of(ordered[pair[0]].sentence, ordered[pair[1]].sentence), pair))
    yield from (pair for pair in doubtful if groups.join(*pair))


def _apart(rulings: Sequence[VisibleRuling], same: dict[int, int]) -> dict[int, set[int]]:
    """Give each class of reports those that it is ruled different from."""
    apart: dict[int, set[int]] = defaultdict(set)
    for ruling in rulings:
        if ruling.kind is RulingKind.DIFFERENT:
            for one in {same.get(report, report) for report in ruling.these}:
                for other in {same.get(report, report) for report in ruling.those} - {one}:
                    apart[one].add(other)
                    apart[other].add(one)
    return apart


def _bonds(of_class: Sequence[int]) -> Iterator[Pair]:
    """Chain the reports of each class."""
    last: dict[int, int] = {}
    for position, name in enumerate(of_class):
        if name in last:
            yield last[name], position
        last[name] = position


def _torn(pairs: Iterable[Pair], of_class: Sequence[int], apart: dict[int, set[int]]) -> set[int]:
    """Give the reports of the groups that similarity alone would make against a ruling."""
    if not apart:
        return set()
    groups = Groups(of_class, {})
    for pair in pairs:
        groups.join(*pair)
    torn = set[int]()
    for positions in groups.members():
        names = {of_class[position] for position in positions}
        if any(not apart.get(name, set()).isdisjoint(names) for name in names):
            torn.update(positions)
    return torn


class Groups:
    """Disjoint sets of positions, which are never joined where their classes are ruled `apart`."""

    def __init__(self, of_class: Sequence[int], apart: Mapping[int, set[int]]) -> None:
        self._parents = list(range(len(of_class)))
        self._names = [{name} for name in of_class]
        self._foes = [set(apart.get(name, ())) for name in of_class]

    def join(self, one: int, other: int) -> bool:
        """Put two sets together unless a ruling parts them; tells whether they are together now."""
        first, second = self._root(one), self._root(other)
        if first == second:
            return True
        if not self._foes[first].isdisjoint(self._names[second]):
            return False
        self._parents[second] = first
        self._names[first] |= self._names[second]
        self._foes[first] |= self._foes[second]
        return True

    def members(self) -> Iterable[list[int]]:
        """Give the sets, each in order."""
        members: dict[int, list[int]] = defaultdict(list)
        for position in range(len(self._parents)):
            members[self._root(position)].append(position)
        return members.values()

    def _root(self, position: int) -> int:
        while self._parents[position] != position:
            self._parents[position] = self._parents[self._parents[position]]
            position = self._parents[position]
        return position
