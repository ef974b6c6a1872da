"""What the web puts around news and is not news: forms, buttons, notices, pointers elsewhere.

Only whole paragraphs go, and known tails behind the last sentence; a sentence that mentions cookies stays.
"""

import re
from collections.abc import Sequence

_LONGEST = 400
"""Characters of the longest notice known; what is longer is prose."""

_LONGEST_COMMENTS = 500
"""Characters behind a comment form that are taken for comments, however short the text before it is."""

_FORMS = r"""
leave a (?:reply|comment)(?: cancel reply)?
cancel reply
your email address will not be published.*
"""

_NOTICES = r"""
required fields are marked.*
save my name, email,? and website in this browser.*
this site uses akismet.*
notify me of (?:new posts|follow-?up comments).*
(?:post|write|add|submit|join|view|show|see|load)(?: an?| your| the| all| more)? (?:comments?|conversation|discussion)
(?:no |\d+ )?comments(?: ?\(\d+\))?
(?:log|sign) ?in(?: to (?:comment|continue|continue reading|leave a comment))?
you must (?:be|have) (?:logged in|an account|registered).{0,60}

(?:%d|\d+) bloggers? like this
like this|like loading|loading|related|\d+ likes?
source links?
the post .{1,300} appeared first(?: on(?: .{1,200})?)?
this (?:post|article|story) (?:was )?(?:originally )?(?:appeared|published) (?:first )?(?:on|in|at) .{1,80}

(?:we|we and our partners|(?:this|our) (?:web)?sites?) uses? (?:\w+ ){0,4}cookies.*
by (?:continuing|clicking|using|visiting|accepting)\b.{0,120}\byou (?:\w+ ){0,3}(?:agree|consent|accept)\b.*
(?:accept|reject|allow|manage|decline)(?: all)?(?: cookies?| preferences)?
(?:cookies?|privacy) (?:policy|settings|preferences|notice|statement)
we value your privacy.{0,40}
your privacy(?: choices| rights)?
(?:terms of (?:use|service)|terms (?:and|&) conditions)(?: (?:and|&|\|) privacy policy)?

(?:sign up|subscribe)(?: now| here| today| free)?(?: (?:for|to|and get|with)\b.{0,160})?
(?:get|receive) .{0,80}(?:in|to|straight to|delivered to|sent to) your (?:inbox|email|mailbox).{0,60}
(?:enter )?your e-?mail(?: address)?
(?:daily |weekly |our |morning )?newsletters?
you have successfully (?:subscribed|signed up).{0,60}

(?:(?:share|tweet|pin it|pin|email|print|save|copy link|on|via|this|x|NETWORK)(?:[\s,|/·•]+|$))+
(?:share|tweet|email|print)(?: this| the)?(?: article| story| post| page| link| news)?(?: (?:on|via|with|by)\b.{0,60})?
click to (?:share|email|print)\b.{0,80}
(?:follow|like|join|find) us(?: on (?:x|youtube|google news|social media|NETWORK)\b.{0,100})?
(?:skip|jump) to (?:main )?(?:content|navigation)
(?:back|return|scroll) to (?:the )?top
(?:previous|next)(?: (?:article|post|story))?

(?:read|continue|keep|see|show|view|learn|load) (?:reading|more|also|next|all)(?: here| stories| news)?
(?:read |view )?(?:the )?full (?:article|story|text)(?: here)?
(?:also read|read also|read more|see also|more on this|related|recommended|trending)(?: now)?(?: ?[:|].{0,200})?
(?:related|recommended) (?:articles?|stories|posts|topics|news|content)(?: ?[:|].{0,200})?
you (?:may|might) also like(?: ?[:|].{0,200})?
most read|most popular|editor.?s picks?|latest news|top stories
(?:click|tap) here.{0,80}
(?:got|have|do you have) a (?:news )?(?:story|tip)\b.{0,20}\?.{0,200}

.{0,120}\bsign(?:ing)? up (?:to|for) (?:our|the|a)\b.{0,60}\bnewsletters?\b.{0,80}
article content
(?:additional |other )?reporting (?:by|from) .{2,200}
.{0,160}\bcontributed to this (?:report|story|article)
with (?:files|(?:additional )?reporting) (?:from|by) .{2,120}
(?:this is a|this) (?:breaking|developing)(?: news)? story\b.{0,80}
[\W_]*

advertisements?|advertising|ad|remove ads
(?:sponsored|promoted)(?: content)?
(?:advertisement \d* ?)?(?:story|article) continues (?:below|after)(?: (?:this )?(?:ad|advertisement))?
continue reading below
(?:copyright ?|© ?|\(c\) ?)+(?:\d{4}|by\b).{0,200}
.{0,120}\ball rights reserved\b.{0,60}
""".replace("NETWORK", "facebook|twitter|instagram|whatsapp|telegram|linkedin|reddit|pinterest")
"""One notice a line: forms, blog software, consent, letters, buttons, pointers, advertising and rights."""

_CREDIT = re.compile(r"(?:(?:^|(?<=[.!?…\]\"”’)])) *The post .{1,300} appeared first(?: on(?: .{1,200})?)?)$")
_MORE = re.compile(
    r"(?:(?<=…)|(?<=\.\.\.)) *(?:Read [Mm]ore|(?:Continue|Keep) [Rr]eading)\b.{0,200}$"
    r"|(?:^|(?<= ))(?:Read [Mm]ore|(?:Continue|Keep) [Rr]eading|Read the [Ff]ull (?:[Ss]tory|[Aa]rticle))"
    r"(?: ?(?:…|\.\.\.|»|→|>))+$"
    r"| *[\[(](?:…|\.\.\.|(?:[Rr]ead )?[Mm]ore ?(?:…|\.\.\.|»|→)?|[Cc]ont(?:inued|\.))[\])]$"
)
"""What feeds put where they cut a text."""
_UNFINISHED = re.compile(r"[\w,;:–—-]\Z")
_EDGES = " \t.…!»›>→|:*-–—[]()"  # noqa: RUF001 because these marks are what buttons end in


def without_furniture(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Give the paragraphs that are news, in order, without the tails that feeds append.

    Behind the comment form nothing is news, unless most of the text is, as where blogs link to the form on top. Where
    a feed cut a sentence, the text says so: "at least …".
    """
    kept: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        is_form = _matches(paragraph, _FORM)
        if kept and is_form and _length(paragraphs[at:]) < max(_length(kept), _LONGEST_COMMENTS):
            break
        whole = _CREDIT.sub("", paragraph).rstrip()
        text = _MORE.sub("", whole).rstrip()
        if text and not is_form and not _matches(text, _NOTICE):
            kept.append(text)
        if kept and text != whole and (kept[-1] == text or not text):
            kept[-1] = marked_as_cut(kept[-1])
    return tuple(kept)


def _length(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))


def marked_as_cut(text: str) -> str:
    """Give a text that was cut with an ellipsis, unless a sentence ends there."""
    return f"{text} …" if _UNFINISHED.search(text) else text


def _matches(paragraph: str, pattern: re.Pattern[str]) -> bool:
    return len(paragraph) <= _LONGEST and pattern.fullmatch(paragraph.strip(_EDGES)) is not None


def _any_of(lines: str) -> re.Pattern[str]:
    return re.compile("|".join(line for line in lines.splitlines() if line), re.IGNORECASE)


_FORM = _any_of(_FORMS)
_NOTICE = _any_of(_NOTICES)
