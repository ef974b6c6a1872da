"""What each pattern of extraction touches and changes: `python -m tests.benchmarks.patterns --stream FILE`.

All patterns are watched at once while the articles are read; then those that a pattern fits somewhere are read anew
with that pattern switched off. What changes next to nothing is worth next to nothing; of the others `labelled`,
`longtail` and `world_week` tell what the change is worth.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

import ingest.extraction as room
from ingest import Article, Document, read_file
from ingest.extracting import Extract, extract
from ingest.reading import read
from tests.benchmarks.measuring import Results
from tests.benchmarks.metrics import Score
from tests.benchmarks.rules import none

ARTICLES: Final = 9_000
MOST: Final = 0.4
"""A pattern that fits in more of the texts than this is of the form of reading, not a rule: it stays on."""
SEEN: Final = datetime(2024, 1, 1, tzinfo=UTC)


class Watched:
    """A compiled pattern that can be switched off, and notes which text is being read when it fits."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern.pattern
        self.fits: set[int] = set()
        self.is_off = False
        self.text = 0
        self._known = pattern

    def __getattr__(self, name: str) -> Callable[..., object]:
        method = getattr(self._known, name)
        nothing: dict[str, Callable[..., object]] = {"finditer": lambda *_: iter(()), "findall": lambda *_: []}
        nothing |= {"sub": lambda _, text, *__: text, "split": lambda text, **_: [text]}

        def called(*arguments: object, **options: object) -> object:
            if self.is_off:
                return nothing.get(name, none)(*arguments, **options)
            found = method(*arguments, **options)
            found = list(found) if name == "finditer" else found
            if found and not (name == "sub" and found == arguments[1]) and not (name == "split" and len(found) == 1):
                self.fits.add(self.text)
            return iter(found) if name == "finditer" else found

        return called


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, required=True, help="JSON lines file of articles")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many of them to read")
    arguments = parser.parse_args()
    articles = list(islice(articles_of(arguments.stream), arguments.articles))
    results = Results("patterns", stream=arguments.stream.name, articles=len(articles))
    watched = watch()
    before = [read_watched(watched, article, number) for number, article in enumerate(articles)]
    fits = {name: sorted(pattern.fits) for name, pattern in watched.items()}
    for name, touched in sorted(fits.items(), key=lambda one: len(one[1])):
        if len(touched) <= MOST * len(articles):
            changed = without(watched, name, touched, articles, before)
            results.write("touched", Score(len(touched) / len(articles), len(articles)), pattern=name, **changed)


def articles_of(stream: Path) -> Iterator[Article]:
    for arrival in read_file(stream):
        article = read(arrival.document, seen=SEEN) if isinstance(arrival.document, Document) else None
        if isinstance(article, Article):
            yield article


def watch() -> dict[str, Watched]:
    """Put a watched pattern in the place of each that a module of extraction names, wherever it is imported."""
    modules = [import_module(f"{room.__name__}.{module.name}") for module in iter_modules(room.__path__)]
    watched: dict[int, tuple[str, Watched]] = {}
    for module in modules:
        for named, prefix in _named_patterns(vars(module)):
            for name, value in named.items():
                if isinstance(value, re.Pattern):
                    whole = f"{module.__name__.rpartition('.')[2]}.{prefix}{name}"
                    watched.setdefault(id(value), (whole, Watched(value)))
    for module in [module for name, module in sys.modules.items() if name.startswith("ingest.")]:
        for named, _ in _named_patterns(vars(module)):
            for name, value in list(named.items()):
                if id(value) in watched and isinstance(value, re.Pattern):
                    named[name] = watched[id(value)][1]
    return dict(watched.values())


def _named_patterns(names: dict[str, object]) -> Iterator[tuple[dict[str, object], str]]:
    """Give a module's own names, and each of its tables of cues."""
    yield names, ""
    for name, value in list(names.items()):
        if isinstance(value, dict) and any(isinstance(one, re.Pattern) for one in value.values()):
            yield value, f"{name}."


def read_watched(watched: dict[str, Watched], article: Article, number: int) -> Extract:
    for pattern in watched.values():
        pattern.text = number
    return extract(article, as_english=False)


def without(
    watched: dict[str, Watched],
    name: str,
    touched: Sequence[int],
    articles: Sequence[Article],
    before: Sequence[Extract],
) -> dict[str, int]:
    """Count the texts whose figures, and whose reports, are others without the pattern."""
    changed: dict[str, int] = defaultdict(int)
    watched[name].is_off = True
    for number in touched:
        now = extract(articles[number], as_english=False)
        changed["figures"] += now.tallies != before[number].tallies
        changed["reports"] += now.reports != before[number].reports
    watched[name].is_off = False
    return dict(changed)


if __name__ == "__main__":
    main()
