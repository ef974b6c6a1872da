"""Paragraphs out of plain text and of HTML fragments, such as feeds carry. Whole pages are not its business."""

import re

from ingest.reading.characters import clean, line, resolved
from ingest.reading.fragments import cleaned
from ingest.reading.furniture import marked_as_cut

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|main|nav|footer)\b", re.IGNORECASE)
_ESCAPED_MARKUP = re.compile(r"&lt;(?:/?(?:p|div|br|a|ul|li|strong|em|img|span)\b|!\[CDATA\[)", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>", re.IGNORECASE)
"""Marks of a section that was wrapped or escaped twice."""
_BLOCK = (
    "address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|head|header|hr|html|li|main|nav|ol|p"
    "|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_INLINE = (
    "a|abbr|acronym|audio|b|big|br|cite|code|data|del|dfn|em|embed|font|i|img|input|ins|kbd|label|link|mark|meta|param"
    "|picture|q|s|samp|small|source|span|strike|strong|sub|sup|time|track|tt|u|var|video|wbr"
)
_UNSEEN = "button|canvas|figcaption|iframe|math|noscript|object|script|select|style|svg|template|textarea|title"
_ATTRIBUTES = r"""(?=[\s/>])(?:(?:[^<>"']|"[^"]*"|'[^']*')*+>|[^<>]*>)"""
_TAG = re.compile(rf"</?(?:{_BLOCK}|{_INLINE}|{_UNSEEN}){_ATTRIBUTES}", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK}){_ATTRIBUTES}", re.IGNORECASE)
_BREAK = re.compile(rf"<br{_ATTRIBUTES}", re.IGNORECASE)
_UNSEEN_ELEMENT = re.compile(
    rf"<!--.*?(?:-->|\Z)|<!doctype[^<>]*>|<({_UNSEEN})\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_TORN_TAG = re.compile(
    r"<(?:[/!]?(?:[A-Za-z][A-Za-z0-9]{0,9})?|[A-Za-z][A-Za-z0-9]{0,9}\s+(?:[^<>]*=[^<>]*|[\w-]{0,12}))\Z"
)
"""Feeds cut their summaries at a length, through the middle of tags."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_WRAPPED_AT = range(40, 101)
"""Lengths of a full line in hard-wrapped text."""


def is_page(text: str) -> bool:
    """Tell whether this is a whole web page, with what surrounds an article, and not a piece of one."""
    return _PAGE.search(text) is not None


def paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs of plain text or of an HTML fragment, tags and entities resolved."""
    if _ESCAPED_MARKUP.search(text) and not _TAG.search(text):
        text = resolved(text)
    text = _CDATA.sub("", text)
    if "<" in text:
        text = _stripped(text)
    return tuple(part for block in _BLANK_LINE.split(clean(resolved(text))) for part in _unwrapped(block))


def plain(text: str) -> str:
    """Give the paragraphs of plain text or of an HTML fragment, one a line."""
    return "\n".join(paragraphs(text))


def title_line(text: str) -> str:
    """Give a title as one line; feeds put tags and entities into titles, too."""
    text = _CDATA.sub("", resolved(text) if _ESCAPED_MARKUP.search(text) else text)
    return line(_stripped(text) if "<" in text else text)


def _stripped(fragment: str) -> str:
    fragment = _TORN_TAG.sub(_mark_of_cut, _UNSEEN_ELEMENT.sub("", fragment))
    if _TAG.search(fragment):
        fragment = cleaned(fragment)
    if _BLOCK_TAG.search(fragment) or _BREAK.search(fragment):
        fragment = fragment.replace("\n", " ")
        fragment = _BREAK.sub("\n", _BLOCK_TAG.sub("\n\n", fragment))
    return _TAG.sub("", fragment)


def _mark_of_cut(torn: re.Match[str]) -> str:
    return marked_as_cut(torn.string[: torn.start()].rstrip()[-1:])[1:]


def _unwrapped(block: str) -> list[str]:
    """Give the paragraphs of a block without blank lines: one, if it was wrapped by hand, else one a line."""
    lines = [" ".join(words) for words in map(str.split, block.split("\n")) if words]
    if len(lines) > 1 and all(len(full) in _WRAPPED_AT for full in lines[:-1]) and len(lines[-1]) < _WRAPPED_AT.stop:
        return [" ".join(lines)]
    return lines
