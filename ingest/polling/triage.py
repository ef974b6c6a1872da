"""Which entries of a feed are taken, and which of two texts of an entry counts: the feed's or its page's. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import urldefrag, urlsplit

from ingest.live import Entry
from ingest.sentences import split_sentences

FIRST_ENTRIES: Final = 50
"""Of a feed that is polled for the first time: enough to answer from, while years of an archive are not news."""
LONG_TEXT: Final = 1_500
"""Characters of an entry's own text from which on its page is not asked for. Articles begin about there; what blog
engines and newspapers cut for their feeds (55 to 60 words) is a quarter of it."""

_LEAD: Final = 4_000
"""Characters at the head of a page that are compared: a long page shares words with every story by chance."""
_SAME_STORY: Final = 0.5
"""Share of what the feed says that its page says again, in sentences of its own."""
_SAME_NAME: Final = 0.25
"""The same, where the page also bears the entry's title. Measured in docs/decisions/triage-feed-or-page.md."""
_REPEATS: Final = 0.7
"""Share of a sentence that the feed said before, from which on it is a teaser, which home pages hold, too."""
_GRAM: Final = 4
"""Letters: words are compared by runs of so many, since most languages bend their ends, and some their beginnings."""
_SHORTEST: Final = 3
"""Letters of a word outside ASCII that is compared whole; scripts without vowels have short ones."""
_WORD: Final = re.compile(r"\w+")
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""Scripts whose words are short or not parted: Thai, Lao, Burmese, Khmer, Japanese, Chinese, Korean."""
_BARE_WORD: Final = re.compile(r"[^\W\d]+")
_INDEX: Final = re.compile(r"(?:index|default|home)(?:\.\w+)?", re.IGNORECASE)


class Told(NamedTuple):
    """What a feed tells of an entry, as plain text."""

    title: str
    text: str


class Sifted(NamedTuple):
    """What a poll does with the entries that are new or changed, each in the order given."""

    taken: Sequence[Entry]
    too_old: Sequence[Entry]
    capped: Sequence[Entry]


def sift(ranked: Sequence[Entry], unseen: Collection[str], *, is_first: bool, room: int | None) -> Sifted:
    """Part a feed's entries, the newest first, by what is taken now.

    `unseen` holds the keys of those that are new or changed; `room` is how many more its readers may have today,
    `None` for any number. Of a first poll the newest alone are taken.
    """
    recent = FIRST_ENTRIES if is_first else len(ranked)
    fresh = [entry for entry in ranked[:recent] if entry.key in unseen]
    old = [entry for entry in ranked[recent:] if entry.key in unseen]
    taken = fresh if room is None else fresh[: max(room, 0)]
    return Sifted(taken, old, fresh[len(taken) :])


def several_on_a_page(entries: Sequence[Entry]) -> frozenset[str]:
    """Give the addresses of entries that share their page, as the entries of a live page do: it tells no single one."""
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.url:
            pages[urldefrag(entry.url).url].add(entry.url)
    return frozenset(url for urls in pages.values() if len(urls) > 1 for url in urls)


def is_section(found: str, *, instead_of: str = "") -> bool:
    """Tell whether an address is a home page's, or, where another was asked for, that of a section above it.

    Sites send there whose story is gone.
    """
    there, asked = _steps(found), _steps(instead_of)
    if not there:
        return not urlsplit(found).query
    is_above = len(there) < len(asked) and (there == asked[: len(there)] or _BARE_WORD.fullmatch(there[-1]) is not None)
    return is_above and _host(found) == _host(instead_of)


def why_another_story(told: Told, page: str, *, headings: str) -> str | None:
    """Say why a page is not of an entry's story, as `Refused` has it; `None` if it is.

    `page` is the page's text without its title, `headings` what it says that it is called. A page of the story tells
    what the feed tells again, beyond the feed's own sentences. One that asks for consent, a login or another browser
    does not, nor does one that lists many stories, however long it is.
    """
    title, said = _grams(told.title), _grams(f"{told.title}\n{told.text}")
    if not said:
        return None
    body = page[:_LEAD]
    if _told(title, said, _grams("\n".join(_beyond(body, said)))) >= _SAME_STORY:
        return None
    share = _told(title, said, _grams(body))
    if share >= _SAME_NAME and _share(title, _grams(headings)) >= _SAME_STORY:
        return None
    return "tells of more than this story" if share >= _SAME_STORY else "does not tell what the feed tells"


def _steps(url: str) -> list[str]:
    steps = [step for step in urlsplit(url).path.split("/") if step]
    return steps[:-1] if steps and _INDEX.fullmatch(steps[-1]) else steps


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _told(title: set[str], said: set[str], there: set[str]) -> float:
    """Give how much of a title, or of all that the feed says, is told: summaries may be of any kind."""
    return max(_share(title, there), _share(said, there))


def _share(wanted: set[str], there: set[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _beyond(body: str, said: set[str]) -> Iterator[str]:
    """Give the sentences that are not the feed's own, nor stand behind such a one, as the rest of a teaser does."""
    is_teaser = False
    for span in split_sentences(body):
        sentence = body[span.start : span.end]
        is_repeated = _share(_grams(sentence), said) >= _REPEATS
        if not (is_repeated or is_teaser):
            yield sentence
        is_teaser = is_repeated


def _grams(text: str) -> set[str]:
    """Give what tells a text's words from others': numbers, runs of letters, pairs where words are not parted."""
    return {gram for word in _WORD.findall(text.casefold()) for gram in _parts(word)}


def _parts(word: str) -> Iterator[str]:
    if word.isdigit():
        yield word
    elif _UNSPACED.search(word):
        yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
    elif len(word) > _GRAM:
        yield from (word[at : at + _GRAM] for at in range(len(word) - _GRAM + 1))
    elif not word.isascii() and len(word) >= _SHORTEST:
        yield word
