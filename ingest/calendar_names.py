"""The names of months and weekdays in the languages of news, as Unicode's CLDR has them."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

_LANGUAGES: Final = """
ar ar_LB bg bn bs ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id is it ja ka ko lt lv mk ms nb nl pl pt ro ru
sk sl sq sr sr_Latn sv sw ta th tr uk ur vi zh
""".split()
_ENGLISH: Final = ("en",)
_SHORTEST_MONTH: Final = 3
"""Letters of a beginning: feeds cut the Finnish month to "Lok", which CLDR does not."""
_SHORTEST_DAY: Final = 2
_STROKES: Final = str.maketrans("ıłđø", "ildo")


def months_named(word: str) -> frozenset[int]:
    """Give the months (1 to 12) that a folded word names, or begins to name: the English ones if there are any.

    More than one where languages differ: `listopad` is October in Zagreb and November in Prague.
    """
    return _named("months", word, shortest=_SHORTEST_MONTH)


def weekdays_named(word: str) -> frozenset[int]:
    """Give the weekdays (Monday is 0) that a folded word names, or begins to name."""
    return _named("days", word, shortest=_SHORTEST_DAY)


def folded(text: str) -> str:
    """Give a text in small letters without accents and vowel signs, with digits 0 to 9: names are compared so."""
    letters = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if unicodedata.category(letter) not in {"Mn", "Mc", "Cf"}
    )
    return unicodedata.normalize("NFC", letters).translate(_STROKES)


def _named(what: str, word: str, *, shortest: int) -> frozenset[int]:
    for languages in (_ENGLISH, tuple(_LANGUAGES)):
        names = _names(what, languages)
        if word in names:
            return names[word]
    begun = [numbers for name, numbers in names.items() if len(word) >= shortest and name.startswith(word)]
    return frozenset[int]().union(*begun)


@cache
def _names(what: str, languages: tuple[str, ...]) -> Mapping[str, frozenset[int]]:
    """Give the numbers of each folded name; its words joined by single spaces."""
    from babel import Locale

    names: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for language in languages:
        for forms in getattr(Locale.parse(language), what).values():
            for width in ("wide", "abbreviated", "short"):
                for number, name in forms.get(width, {}).items():
                    names[" ".join(folded(name).replace(".", " ").replace("-", " ").split())] |= {number}
    return {name: numbers for name, numbers in names.items() if name.replace(" ", "").isalpha()}
