"""Which language a text is in."""

import re

_CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo"
    " es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka"
    " kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng"
    " nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su"
    " sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""ISO 639-1."""
_PRIMARY = re.compile(r"\s*([A-Za-z]{2})(?:[-_].*)?\s*")
_FEWEST_LETTERS = 20
"""Below this a guess is noise."""
_ENOUGH = 1000
"""Characters that are looked at: more does not change the answer."""


def language_of(text: str, *, stated: str | None) -> str:
    """Give the ISO 639-1 code: the stated one, if it is a code, else the text's; `und` if it cannot be told."""
    primary = _PRIMARY.fullmatch(stated) if stated else None
    if primary and primary[1].lower() in _CODES:
        return primary[1].lower()
    return _detected(text[:_ENOUGH])


def _detected(text: str) -> str:
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        return "und"
    from py3langid import classify  # type: ignore[import-untyped]  # because it ships no types

    code, _ = classify(text)
    return str(code) if code in _CODES else "und"  # because headlines full of names pass for Nigerian Pidgin
