"""Whether a publisher is the one that somebody calls by a name: "the Guardian", "BBC", "Sky News". Pure."""

from bot.answering.question.terms import WORD


def is_called(publisher: str, name: str) -> bool:
    """Tell whether `name` means `publisher`, which may be the domain that it publishes at."""
    own, asked = _words(publisher), _words(name)
    return bool(asked) and (set(asked) <= set(own) or "".join(asked) in own)


def _words(name: str) -> list[str]:
    return [word.removeprefix("the") for word in WORD.findall(name.casefold()) if word != "the"]
