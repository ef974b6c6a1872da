"""Event factuality: whether a text vouches for what it tells (the term: Saurí and Pustejovsky, FactBank, 2009).

What is told is judged by what governs it: the predicate before it, the predicate of its claim behind it, the frame
around it, the sentence that takes it up again.
"""

import re
from collections.abc import Sequence

from ingest.articles import Article, Span, Stance
from ingest.extraction.clauses import clause_span

_CLAIM = (
    r"(?:claims?|reports?|rumou?rs?|stor(?:y|ies)|figures?|numbers?|counts?|tolls?|tall(?:y|ies)|estimates?|allegations?|totals?"
    r"|accusations?|suggestions?|statements?|assertions?|posts?|videos?|tweets?|messages?|news|ideas?|notion|belief|information"
    r"|data|articles?|headlines?|propaganda|versions?|charges|talk|speculation|theor(?:y|ies)|clips?)"
)
"""What may be true or not."""
_SAYING = (
    r"(?:claim|report|stat|sa[iy]|suggest|assert|alleg|announc|tell|told|put|g[ai]ve|list|quot|cit|impl|insist|post|tweet|writ|wrote"
    r"|print|publish|attribut|record)\w*"
)
_FALSE = (
    r"(?:\b(?:false|fake|untrue|fabricat\w+|bogus|baseless|unfounded|groundless|wrong|incorrect|inaccurate|erroneous|mistaken"
    r"|fictitious|fictional|invented|made[\s-]up|misleading|nonsense|rubbish|disinformation|misinformation|propaganda|disproved"
    r"|disproven|debunked|discredited|(?:an?|the)\s+(?:[\w-]+\s+)?(?:lie|hoax|myth|fabrication|invention|falsehood|fiction|fake))"
    r"|(?:\bnot|n[’']t)\s+(?:true|the\s+case|correct|accurate|right|real|so))\b(?!\s+(?:to|of|in|for|with|alarm|place|way|much|many)\b)"
)
_REJECTED = r"(?:denied|rejected|dismissed|refuted|rebutted|retracted|withdrawn|rescinded)\b"
_IS = (
    r"(?:\b(?:is|are|was|were|been|be|as|remains?|(?:turn(?:s|ed)?\s+out|prove[sdn]?)(?:\s+to\s+be)?)|[’']s)"
    r"\s*(?:\b(?:\w+ly|all|now|just|also|later|since|called)\s+){0,3}"
)
_DENIAL = (
    r"(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|refut(?:e|es|ed|ing)|rebut\w*|repudiat\w*|debunk\w*|disprov\w+"
    r"|contradict\w*|retract\w*|withdr[ae]w\w*|rescind\w*|t(?:[ao]kes?|aken|aking|ook)\s+back|rul(?:e[sd]?|ing)\s+out)"
)

REACH = 400
"""Characters to either side within which something governs what is told: it bounds the reading of endless sentences."""

_NOT = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\brather\s+than|\binstead\s+of)\s+(?:the\s+|an?\s+)?$"
    r"|\b(?:did|does|do|has|have|had|was|were)(?:\s+not|n[’']t|\s+never)\s+(?!only|just|merely|confirm|verif)(?:been\s+)?\w+\s+$",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    rf"\b(?:false|wrong|incorrect|erroneous|mistaken|inaccurate|misleading)ly\s+(?:been\s+)?{_SAYING}"
    rf"|\b{_SAYING}\s+(?:false|wrong|incorrect|erroneous|mistaken|inaccurate)ly\b(?!\s+{_SAYING})"
    rf"|\b(?:false|fake|bogus|fabricated|baseless|unfounded|groundless|untrue|debunked|discredited|wrong|incorrect|erroneous|retracted"
    rf"|inaccurate|mistaken|invent(?:ed|s|ing)|made[\s-]up|concocted|fictitious|misleading)\s+(?:[\w’'-]+\s+){{0,2}}?{_CLAIM}\b"
    r"|\b(?:myth|hoax|lie|falsehood|fabrication|fiction|misconception|invention|untruth)\s+(?:that|of|to\s+(?:say|claim))\b"
    r"|\bno\s+(?:truth|evidence|basis|foundation|proof|sign|indication)\b"
    r"|\b(?:nothing|(?:no|not\s+an?y?)\s+\w+)\s+(?:to\s+)?(?:suggest|indicat|support|show|confirm)\w*"
    r"|(?:\bnot|n[’']t)\s+(?:\w+ly\s+|at\s+all\s+)?(?:true|the\s+case|correct|accurate|right)\b"
    r"|\b(?:is|was|it)\s+(?:\w+ly\s+)?(?:untrue|false|incorrect|inaccurate|wrong|nonsense)\s+(?:that|to\s+(?:say|claim|suggest))\b"
    r"|\bcontrary\s+to\b(?=[^,]*$)"
    rf"|\bapologi[sz]\w+\s+for\s+(?:having\s+)?(?:\w+ly\s+)?{_SAYING}"
    r"|\b(?:pull|delet|remov|unpublish|t(?:ook|aken|ak\w+)\s+down)\w*\s+(?:an?|its|the|their|his|her)\s+(?:\w+\s+)?(?:story|report|article|post|video)\b"
    r"|\b(?:nobody|no\s+one)\s+(?:\w+\s+){0,2}\w+ed\s+$"
    r"|\blied\s+(?:about|when)\b"
    r"|\bmis(?:stat|report|quot|count)\w*(?:[^.;]*\bas\s+$)?"
    r"|\b(?:earlier|previous|original|first)\s+version\b(?!\s+of\s+the\s+(?!story|article|report|post|headline))",
    re.IGNORECASE,
)
"""What makes untrue what it governs."""
_DENIES = re.compile(rf"\b{_DENIAL}\b", re.IGNORECASE)
"""What denies a claim, and a claim alone: bail, too, is denied, and responsibility."""
_COMPLEMENT = re.compile(
    rf"\b{_CLAIM}\b|\b(?:that|having|was|were|had|has|have|been|it|they)\b|^\s+(?:\w+ly\s+)?(?:the\s+|any\s+)?$|^\s+\w+ing\s+$",
    re.IGNORECASE,
)
_DIRECT = re.compile(r"^\s+(?:\w+ly\s+)?(?:the\s+|any\s+)?$", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?P<noun>[a-z]+)\s+(?:that|which|who|whose|where)\b")
_CLAIMED = re.compile(rf"{_CLAIM}|\w+ly|far|again|yet|today|yesterday", re.IGNORECASE)
_UNDONE = re.compile(
    r"(?:\b(?:not|never|without|nobody|hardly|refus\w+\s+to|declin\w+\s+to|neither\s+\w+\s+nor)|n[’']t|\bno\s+one)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What undoes a denial: "did not deny"."""
_ASIDE = re.compile(rf",[^,]{{1,60}}\b{_SAYING}[^,]{{0,40}},")
_TELLING = re.compile(
    rf"\b({_CLAIM})(?:\s+(?:on|in|by|from)\s+[\w’'-]+)?\s+(?:that|which)\s+(?:\w+\s+)?{_SAYING}", re.IGNORECASE
)
_DOUBTING = re.compile(
    r"\b(?:disput(?:e|es|ed|ing)|unverified|unconfirmed|claims? without"
    r"|(?<!no )(?<!without )(?<!beyond )doubt(?:s|ed|ing)?|no\s+confirmation"
    r"|(?:could\s+not|cannot|can[’']t|couldn[’']t|(?:has|have|had|did)\s+not)\s+(?:yet\s+)?(?:be\s+|been\s+)?"
    r"(?:independently\s+|immediately\s+)?(?:verif\w+|confirm(?:ed)?)"
    r"|(?:neither|nobody|no\s+one|none)(?:\s+\w+){0,3}?\s+(?:confirmed|believed|believes|verified|thinks|thought)"
    r"|rumou?rs?|rumou?red|(?:check|verify|investigat|examin)(?:s|es|ed|ing)?\s+(?:the\s+)?(?:claims?|reports?)\s+that)\b",
    re.IGNORECASE,
)
_WONDERING = re.compile(
    r"\b(?:fear(?:s|ed|ing)?\s+that|question(?:s|ed)\s+whether|(?:unclear|not\s+(?:yet\s+)?(?:clear|known)|unknown)\s+(?:whether|if))\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"[;:—]|\b(?:but|after|before|while|when|although|though|because|despite|as(?!\s+(?:many|much|few)\b)|said|says|told"
    r"|reported|announced|involvement|responsib\w+|wrongdoing|blame|guilt|role|behind|knew|target\w*)\b|,\s+and\b",
    re.IGNORECASE,
)
"""What, between a denial and a figure, shows that something else is denied."""
_SUBJECT = re.compile(rf"\b{_CLAIM}\b|^That\b", re.IGNORECASE)
_IS_FALSE = re.compile(
    rf"[^.;]*?(?:{_IS}(?:{_FALSE}|{_REJECTED}|an?\s+(?:error|mistake|typo)\b)|\b(?:do|does|did)(?:\s+not|n[’']t)\s+(?:hold|stand|add)\s+up)",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    rf"\s+(?:[\w’'-]+\s+){{0,4}}?(?:{_IS}(?=(?:an?|the|pure|nonsense)\b){_FALSE}"
    r"|(?:never|(?:did|do|have|has|had|was|were)(?:\s+not|n[’']t|\s+never))\s+(?:happen|occur|take\s+place|taken\s+place|exist|die\b|perish|(?:been\s+)?(?:kill|injur|hurt|wound))\w*)",
    re.IGNORECASE,
)
"""What denies the figure that is its subject: "70 attacks never happened"."""
_TAKEN_UP = re.compile(
    rf"[^.]*?(?:[,—–-]\s*(?:an?|the)\s+{_CLAIM}\b[^,;]{{0,60}}?\s(?:{_REJECTED}|{_FALSE})"
    rf"|(?:[;,—–-]\s*(?:but\s+)?|\b(?:{_CLAIM}|said|says)\s+)(?:which|that|this|it)(?:\s+ha[sd](?:\s+\w+)?)?\s*{_IS}(?:{_FALSE}|{_REJECTED})"
    rf"|\bden(?:y|ies|ied)\s+(?:it|this|that|them|the\s+{_CLAIM})(?=\s*[.,;]|\s*$))",
    re.IGNORECASE,
)
"""What takes a figure up again in its own sentence: "a claim the army denied"."""
_CALLING = re.compile(
    rf"\b(?:call|label|brand|describ)(?:s|ed|es|ing|led|ling)?\s+(?:as\s+)?(?:the\s+)?{_CLAIM}\s+(?:that|of)\b",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(rf"[^,;:]*\b{_FALSE}", re.IGNORECASE)
"""What ends "called reports that 40 people were killed"."""
_DISPUTED_AFTER = re.compile(
    rf"{_IS}(?:disputed|unverified|unconfirmed|exaggerated|inflated|in\s+doubt)\b"
    r"|\b(?:claims?|figures?|tolls?|reports?|numbers?|counts?|which|it|they)\s+(?:could\s+not|cannot)\s+be\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|could|would|might|(?-i:may)|May(?=\s+(?:Have|Be)\b)|unless|suppose|imagine|as though"
    r"|hypothetical\w*|should)\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"(?<!-)\b(?:(?-i:will)|Will(?=\s+(?:be|have)\b)|expected to|expect(?:s|ed|ing)?(?:\s+[\w’'-]+){0,5}?\s+to"
    r"|forecasts?|forecasted|predicts?|predicted|projected|projects\s+(?:that|an?)|likely to|set to"
    r"|sees|foresees?|next (?:year|month|week)|plans? to|planned|aims? to|is to|by (?:20[3-9]\d|the end of)"
    r"|threaten(?:s|ed|ing)?|warn(?:s|ed)? (?:of|that))\b",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    r"\b(?:expectations?|(?:economists?|analysts?|markets?|traders?)\s+(?:had\s+|were\s+)?(?:expect|forecast|predict)\w*|consensus)"
    r"(?:\s+[\w’'-]+){0,4}\s+$"
    r"|(?<!than )\b(?:expect(?:s|ing)?|anticipat(?:e|es|ing)|envisag(?:es|ing))\s+(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""What others await: "compared with expectations of 4.0%"."""
_UNREACHED = re.compile(
    r"\b(?:short\s+of|shy\s+of|away\s+from|edg\w+\s+(?:towards?|closer\s+to)|on\s+the\s+(?:brink|verge|cusp)\s+of|clos\w+\s+in\s+on"
    r"|chas(?:es?|ing)|eye(?:s|ing)|bid(?:s|ding)?\s+for|seeks?|seeking|needs?|face[sd]?\s+(?:having\s+to\s+pay|paying|up\s+to))\s+"
    r"(?:(?:an?|his|her|their|its|the|record|career|between|up\s+to|at\s+least|another)\s+)*$",
    re.IGNORECASE,
)
"""What somebody is still on the way to: "one short of 500"."""
_OTHER_CLAUSE = re.compile(
    r"\b(?:but|after|while|although|though|because|who|which|where|that(?:[’']s|(?=\s+(?:left|killed|wounded|injured|claimed)\b))|ahead\s+of|and\s+(?:he|she|it|they|we)"
    r"|and\s+(?=(?:could|may|might|would|will)\b))\b",
    re.IGNORECASE,
)
_WORK = (
    r"(?:[\w’'-]+\s+){0,3}?(?:novel|film|movie|fairy[\s-]tale|short\s+story|sitcom|screenplay|thriller|comic|(?:TV|drama)\s+series"
    r"|(?:video|war|board|computer)[\s-]?game|simulation|parody|sketch|scenario|nightmare|dream|fantasy|fable|satire|joke|episode"
    r"|(?:satirical|fictional|imaginary|spoof|invented)\s+[\w-]+)"
)
_IN_A_WORK = re.compile(
    rf"\b(?:in|of)\s+(?:the|an?|his|her|their|its|this)\s+{_WORK}(?=\s*[,.;:”\"]|\s*$|\s+(?:by|called)\b)",
    re.IGNORECASE,
)
_OF_A_WORK = re.compile(rf"\b{_WORK}\s+(?:that\s+)?(?:tell|depict|imagin|portray|envision)\w*\b[^.;]*$", re.IGNORECASE)
_MADE_UP = re.compile(
    r"\b(?:fictional|fictitious|imaginary|imagined|simulated|mock|make-believe|hypothetical)\s+(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_MADE_UP_AFTER = re.compile(
    r"\s+(?:fictional|fictitious|imaginary|simulated|mock|make-believe|hypothetical)\b", re.IGNORECASE
)
PREVENTING = re.compile(r"\b(?:foil|thwart|avert|prevent|forestall|pre-?empt|disrupt)(?:s|ed|ing)?\b", re.IGNORECASE)
"""Verbs by which something did not happen."""
_PREVENTED = re.compile(
    rf"{PREVENTING.pattern}\s+(?:(?:at\s+least|about|more\s+than|some|another)\s+)?$", re.IGNORECASE
)
_EVENT_AFTER = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:attack|strike|bombing|plot|assault|death|killing|shooting|raid|abduction)s?\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\?[\"”’')\]]*$")
_PRESUPPOSING = re.compile(r"\b(?:why|how|who|whom|whose|what|when|where|which)\b", re.IGNORECASE)
"""A question that takes for granted what it asks about."""
_LABEL = re.compile(
    r"\W*(?:(?P<made_up>satire|parody|fiction|(?:pop\s+)?quiz|trivia|advertise?ment|advert|sponsored(?:\s+\w+)?|promoted(?:\s+\w+)?|joke"
    r"|(?:readers?[’']?s?\s+)?comments?|april\s+fools?\w*|hypothetical(?:ly)?|scenario|imagine)"
    r"|(?P<false>myth|false|fake(?:\s+news)?|hoax|misinformation|disinformation)|(?P<claim>claim|rumou?r|unverified)|(?P<fact>[\w-]+))"
    r"\s*(?::|\s[—–-])\s",
    re.IGNORECASE,
)
"""What heads a paragraph: "Quiz:", "Myth:"; any other word takes it back ("Fact:"), but the letter of a choice."""
MAX_DENIED_BACK = 3
"""Sentences that a denial of "the post" or "the claim" reaches back."""
_FRAME = {"made_up": Stance.HYPOTHETICAL, "false": Stance.DENIED, "claim": Stance.DISPUTED}
_SATIRE = re.compile(
    r"\bthis\s+(?:(?:article|story|post|piece|page|text)\s+)?(?:is|was)\s+(?:(?:an?|entirely|pure)\s+)?(?:(?:work|piece)\s+of\s+)?"
    r"(?:satir\w+|parody|fiction(?:al)?|spoof|joke|april\s+fool\w*)\b",
    re.IGNORECASE,
)
_AGAIN = (
    r"(?:that|this|it|these|those|they|(?:none|all|much)\s+of\s+(?:that|this|it)"
    rf"|(?:the|that|this|such|both|those|these|all)\s+(?:[\w’'-]+\s+){{0,2}}?(?P<claim>{_CLAIM}))"
)
_DENIES_BEFORE = re.compile(
    rf"\W*(?:[^.;]{{0,60}}?\b(?:said|says|added|insisted|stressed)\s+(?:that\s+)?|(?:but|however|in\s+fact|actually|yet|and)\W+)?"
    rf"(?:{_AGAIN}(?:\s*{_IS}(?:{_FALSE}|{_REJECTED})|\s+(?:never|did(?:\s+not|n[’']t))\s+(?:happen|occur|t[ao]ke?\s+place))"
    rf"|(?:none|nothing|little|neither)\s+of\s+\w+(?:\s+{_CLAIM})?\s*{_IS}(?:true|correct|real|accurate)\b"
    r"|(?:nothing|no)\s+(?:of\s+the\s+(?:sort|kind)|such\s+\w+)\s+(?:ever\s+)?(?:happened|occurred|took\s+place|exists?|was)"
    r"|there\s+(?:is|was)\s+no\s+(?:truth|evidence|basis|proof|foundation)"
    r"|(?:nonsense|wrong|false|untrue|fake|not\s+true|not\s+so|rubbish)\s*[.,!:—”\"])"
    rf"|[^.;,]{{1,60}}?\b(?:{_DENIAL}|call(?:s|ed)|describe[sd])\s+(?:it|this|that|them|(?:the|that|this|those|these|such)\s+(?:\w+\s+)?{_CLAIM})"
    rf"(?:\s*[.,;]|\s*$|\s+(?:on|in|at|and|outright|as)\b|\s+{_FALSE})",
    re.IGNORECASE,
)
"""A sentence that denies what the one before it says."""
_TAKES_BACK = re.compile(
    r"\bretract\w*|\b(?:withdr[ae]w\w*|rescind\w*|(?:t[ao]ke?n?|took)\s+back)\s+(?:its|their|our|his|her|the|an?)\s+(?:[\w’'-]+\s+){0,2}?"
    r"(?:report|story|article|claim|figure|statement|count|toll|estimate)|\b(?:earlier|previous|original|first)\s+version\b(?!\s+of\s+the\s+(?!story|article|report|post|headline))|\bcorrect(?:s|ed|ion|ing)\b"
    r"|\b(?:our|we)\s+(?:\w+\s+){0,2}?(?:report|stor|article|wrote|published|apologi|misstated|incorrectly|wrongly|mistakenly)\w*",
    re.IGNORECASE,
)
"""How a publisher speaks of a report of its own that it no longer upholds."""


def stance_at(sentence: str, span: Span) -> Stance:
    """Tell whether `sentence` states, denies, disputes, supposes or forecasts what stands at `span`."""
    before, after = sentence[max(0, span.start - REACH) : span.start], sentence[span.end : span.end + REACH]
    if is_denied(sentence, span):
        return Stance.DENIED
    if _governs(_DOUBTING, before) or _DISPUTED_AFTER.search(after):
        return Stance.DISPUTED
    clause = _own_clause(sentence, span)
    if _FORECAST.search(clause) or _UNREACHED.search(before) or _AWAITED.search(before):
        return Stance.FORECAST
    is_asked = _ASKED.search(sentence) and not _PRESUPPOSING.search(sentence)
    is_made_up = _is_framed(before, after) or _MADE_UP.search(before) or _MADE_UP_AFTER.match(after)
    is_prevented = _PREVENTED.search(before) and _EVENT_AFTER.match(after)
    if is_asked or is_made_up or is_prevented or _HYPOTHETICAL.search(clause) or _governs(_WONDERING, before):
        return Stance.HYPOTHETICAL
    return Stance.STATED


def discourse(article: Article, sentences: Sequence[Span]) -> list[Stance | None]:
    """Give for each sentence what the text around it makes of what it states, `None` where that lets it stand.

    A label ("Quiz:") holds to the end of its paragraph; a denial ("That is false") is of the sentence before it, or of
    the last that names the claim which it denies.
    """
    texts = [article.text[span.start : span.end] for span in sentences]
    whole = Stance.HYPOTHETICAL if _is_satire(article.text) else None
    stances: list[Stance | None] = []
    frame, end = whole, 0
    for position, (span, text) in enumerate(zip(sentences, texts, strict=True)):
        frame = whole or _framed(text, None if "\n\n" in article.text[end : span.start] else frame)
        end = span.end
        stances.append(frame)
        first = max(0, position - MAX_DENIED_BACK)
        if (denied := _denied_by(text, texts[first:position])) is not None:
            is_own = takes_back(texts[first + denied] + text, article.publisher)
            stances[first + denied] = Stance.WITHDRAWN if is_own else Stance.DENIED
    return stances


def takes_back(text: str, publisher: str) -> bool:
    """Tell whether what `text` denies is what its own `publisher` reported: a retraction, a correction."""
    return bool(_TAKES_BACK.search(text)) or publisher in text


def _is_satire(text: str) -> bool:
    """Tell whether a whole text calls itself made up, in its title's label or by a sentence of its own."""
    label = _LABEL.match(text)
    return bool(_SATIRE.search(text) or (label and label["made_up"]))


def _framed(sentence: str, frame: Stance | None) -> Stance | None:
    """Give the stance of the paragraph that `sentence` continues under `frame`, `None` where nothing frames it."""
    label = _LABEL.match(sentence)
    if label is None or len(label["fact"] or "") == 1:
        return frame
    return next((stance for name, stance in _FRAME.items() if label[name]), None)


def _denied_by(sentence: str, before: Sequence[str]) -> int | None:
    """Give which of the sentences `before` the next denies: the last, or the last with its claim."""
    denial = _DENIES_BEFORE.match(sentence)
    if denial is None or not before:
        return None
    claim = (denial["claim"] or "").lower().removesuffix("s")
    return max((at for at, said in enumerate(before) if claim and claim in said.lower()), default=len(before) - 1)


def is_denied(sentence: str, span: Span) -> bool:
    """Tell whether `sentence` denies what stands at `span`."""
    before, after = sentence[max(0, span.start - REACH) : span.start], sentence[span.end : span.end + REACH]
    if _NOT.search(before):
        return True
    before = _TELLING.sub(r"\1 that", _ASIDE.sub(" ", before))
    return bool(
        _governs(_UNTRUE, before)
        or any(_rejects(before, denial) for denial in _DENIES.finditer(before))
        or (_governs(_SUBJECT, before) and _IS_FALSE.match(after))
        or _OF_ITSELF.match(after)
        or _TAKEN_UP.match(after)
        or (_governs(_CALLING, before) and _CALLED_AFTER.match(after))
    )


def _governs(pattern: re.Pattern[str], before: str) -> bool:
    """Tell whether the last match before a figure reaches it, and nothing takes it back."""
    last = max(pattern.finditer(before), key=re.Match[str].end, default=None)
    if last is None or _ELSEWHERE.search(before, last.end()):
        return False
    return not _UNDONE.search(before, 0, last.start())


def _rejects(before: str, denial: re.Match[str]) -> bool:
    """Tell whether a denial reaches the figure as a claim: "denied guilt in the attack that killed 30" does not."""
    between = before[denial.end() :]
    if _UNDONE.search(before, 0, denial.start()) or _ELSEWHERE.search(between) or not _COMPLEMENT.search(between):
        return False
    if _DIRECT.match(between) and not denial[0].lower().startswith("den"):
        return False
    return all(_CLAIMED.fullmatch(relative["noun"]) for relative in _RELATIVE.finditer(between))


def _is_framed(before: str, after: str) -> bool:
    work = _IN_A_WORK.search(before)
    return bool(
        (work and not _ELSEWHERE.search(before, work.end())) or _OF_A_WORK.search(before) or _IN_A_WORK.search(after)
    )


def _own_clause(sentence: str, span: Span) -> str:
    """Give the clause of a figure without what another conjunction or relative pronoun brings in."""
    clause = clause_span(sentence, span)
    start = max(
        (mark.end() for mark in _OTHER_CLAUSE.finditer(sentence, clause.start, span.start)), default=clause.start
    )
    following = _OTHER_CLAUSE.search(sentence, span.end, clause.end)
    return sentence[start : following.start() if following else clause.end]
