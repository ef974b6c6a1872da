"""Whether an article asserts an event as its news, or only recalls, mentions or names it."""

import re

from ingest.articles import Article, DatePrecision, IncidentKind
from ingest.extraction.clauses import clause_span
from ingest.extraction.kinds import are_compatible, find_triggers
from ingest.extraction.setting import Setting
from ingest.extraction.told import Telling
from ingest.extraction.told_events import Event
from ingest.regression import Features, regression

_SUBORDINATE = re.compile(
    r"\b(?:who|whom|whose|which|that|where|when|after|before|since|while|because|as|if|though|although|until)\b", re.I
)
_PERFECT = re.compile(r"\b(?:had|having)\b(?: \w+){0,2} ?$", re.I)
_PRESENT_PERFECT = re.compile(r"\b(?:has|have)\b(?: \w+){0,2} ?$", re.I)
_DEFINITE = re.compile(r"(?:\b(?:the|this|that|those|these|his|her|their|its)|[’']s?)(?: [\w’'-]+){0,2} ?$", re.I)
_INDEFINITE = re.compile(r"\b(?:an?|another|one|two|three)(?: [\w’'-]+){0,3} ?$", re.I)
_OPENS = re.compile(
    r"\W*(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|at least|more than|several|dozens|hundreds|thousands"
    r"|tens of thousands|police|officers|authorities|officials|gunm[ae]n|protesters)\b", re.I)
_SOURCE = re.compile(r"\b(?:police|officials?|authorities|sheriff|officers?|investigators|spokes\w+|ministry|firefighters|rescuers|deputies|prosecutors?)\b", re.I)
_SAID = re.compile(r"\b(?:said|says|according to|reported|told|announced|confirmed)\b", re.I)
_COURT = re.compile(r"\b(?:jail\w*|sentenc\w*|court|trial|convict\w*|guilty|plead\w*|charged|appeal\w*|judge|lawyer|prison|verdict|jury|extradit\w*|parole|accused|inquest|inquiry|investigat\w*|probe)\b", re.I)
_KIN = re.compile(r"\b(?:mother|father|mum|mom|dad|parents?|daughter|son|sons|wife|husband|widow|family|families|friends?|sister|brother|survivors?|victims?|fianc\w+|tribute|funeral|relatives|loved ones?|heartbr\w+|griev\w+|mourn\w*)\b", re.I)
_TELLS_OF = re.compile(r"\b(?:how|why|what|who is|inside|revealed?|reveals|story|secret|truth|details|opens up|breaks? (?:her|his|their)? ?silence|speaks?|says?|claims?|explain\w*|review|analysis|opinion|interview|know|photos?|pictures?|timeline|history|anniversary|years?|decades?|memorial|remember\w*|recalls?|recount\w*|describes?)\b", re.I)
_SELF = re.compile(r"\b(?:I|my|me|we|our|us|you|your)\b")
_AGO = re.compile(r"\b(?:ago|earlier this (?:year|month)|last (?:year|month|summer|spring|autumn|fall|winter)|in (?:19|20)\d\d|(?:19|20)\d\d|(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|oct|nov|dec)\b\.? \d{1,2}|\d{1,2} (?:october|november|september|january)|previous\w*|former\w*|late|recent(?:ly)?|earlier)\b", re.I)
_SPEECH = re.compile(r"\b(?:slam\w*|condemn\w*|urg\w+|seeks?|calls?|asks?|wants?|vow\w*|den(?:y|ies|ied)|respon\w+|warn\w*|accus\w+|demands?|defends?|blam\w+|pledg\w+|backs?|rejects?|insists?|plans?|hopes?|fears?|thinks?|believes?|admits?|appeals?|debate\w*|praise\w*|criticis\w+|mocks?|should|must|could|would|will|may|might)\b", re.I)
_LEISURE = re.compile(r"\b(?:games?|gameplay|playing|players?|film\w*|movies?|series|seasons?|episodes?|shows?|TV|novels?|books?|author|albums?|songs?|singer|camera|trailer|star(?:s|red|ring)?|act(?:or|ress)|director|studio|drama|theatre|theater|exhibition|art|artists?|museum|podcast|documentary|celebrit\w+|fashion|recipes?|football\w*|team|league|cup|coach|holiday|mansion|market|shares|stocks?|phone|review|reality|influencer|hollywood|royal|prince|princess)\b", re.I)
_MURDER = re.compile(r"(?:murder|rap(?:e|ed|ist)|assassin|tortur|massacr|slay|slain|hostage|captive|kidnap|genocide)\w*", re.I)
_CULPRIT = re.compile(r"\b(?:killers?|murderers?|attackers?|rapists?|terrorists?|suspects?|accused|gunm[ae]n|shooters?|fugitives?|inmates?)\b", re.I)
_AFTER = re.compile(r"\b(?:after|since|over|following|for|amid|before|despite|about|of|from|by)\b[^,;.]*$", re.I)
_QUOTED = re.compile(r"[\"“‘']")


import os
LEAST=float(os.environ.get("LEAST",".5"))

def is_asserted(event: Event, article: Article, setting: Setting) -> bool:
    if not article.title:
        return True
    r = regression("ingest.extraction", "assertion.json")
    return r.probability({k: v for k, v in features_of(event, article, setting).items() if k in r.weights}) >= LEAST

def features_of(event: Event, article: Article, setting: Setting) -> Features:
    text = article.text
    title = article.title if text.startswith(article.title) else ""
    body = text[article.body.start : article.body.start + 600]
    tellings = event.tellings
    best = max(tellings, key=lambda telling: (not telling.is_title, telling.weight))
    kind = best.kind
    plain = [_plainness(text, telling) for telling in tellings]
    def any_(name: str) -> float:
        return float(any(one[name] for one in plain))
    def all_(name: str) -> float:
        return float(all(one[name] for one in plain))
    distance = (setting.published - event.day).days
    dated = any(t.date_precision is DatePrecision.DAY for t in tellings)
    head = f"{title}. {body}"
    first = text[best.sentence.start:best.sentence.end]
    titled = find_triggers(title)
    return {
        "dated": float(dated),
        "dated_loosely": float(not dated and any(t.has_day for t in tellings)),
        "days_back": float(min(distance, 10)) if dated else 0.0,
        "in_title": float(any(t.is_title for t in tellings)),
        "title_agrees": float(any(are_compatible(kind, t.kind) for t in titled)),
        "in_lead": float(any(not t.is_title and t.sentence.start <= article.body.start + 60 for t in tellings)),
        "told_twice": float(len(tellings) > 1),
        "verb": any_("verb"),
        "present": any_("present"),
        "subordinate": all_("subordinate"),
        "perfect": all_("perfect"),
        "present_perfect": any_("present_perfect"),
        "definite": all_("definite"),
        "opens": any_("opens"),
        "source": float(any(_SOURCE.search(text, t.sentence.start, t.sentence.end) for t in tellings)),
        "said": float(any(_SAID.search(text, t.sentence.start, t.sentence.end) for t in tellings)),
        "casualties": float(any(t.has_casualties for t in tellings)),
        "several_hurt": float(any((t.killed.best or 0) + (t.injured.best or 0) > 1 for t in tellings)),
        "narrow_place": float(any(t.has_narrow_place for t in tellings)),
        "any_place": float(any(t.has_place for t in tellings)),
        "court": float(bool(_COURT.search(head))),
        "aftermath": float(setting.is_aftermath),
        "follow_up": float(setting.is_follow_up),
        "kin": float(bool(_KIN.search(title or first))),
        "tells_of": float(bool(_TELLS_OF.search(title or first))),
        "self": float(bool(_SELF.search(first) or _SELF.search(title))),
        "ago": float(bool(_AGO.search(head))),
        "ago_own": float(any(_AGO.search(text, t.sentence.start, t.sentence.end) for t in tellings)),
        "quote_title": float(bool(_QUOTED.match(title))),
        "question": float("?" in title),
        "arrest": float(kind is IncidentKind.ARREST),
        "calamity": float(kind in {IncidentKind.ACCIDENT, IncidentKind.DISASTER}),
        "vague": float(kind in {IncidentKind.ARMED_ATTACK}),
        "general": float(kind is IncidentKind.OTHER),
        "abduction": float(kind is IncidentKind.ABDUCTION),
        "speech": float(bool(_SPEECH.search(title or first))),
        "leisure": float(bool(_LEISURE.search(f"{title} {first}"))),
        "murder": all_("murder"),
        "culprit": float(bool(_CULPRIT.search(title or first))),
        "title_past": float(any(one["past"] and t.is_title for one, t in zip(plain, tellings))),
        "title_noun": float(all(not one["verb"] for one, t in zip(plain, tellings) if t.is_title)and any(t.is_title for t in tellings)),
        "title_after": float(any(one["after"] and t.is_title for one, t in zip(plain, tellings))),
        "was": any_("was"),
        "numbered": float(bool(re.search(r"\d", title))),
        "month": float(any(t.date_precision in {DatePrecision.MONTH, DatePrecision.YEAR} for t in tellings)),
        "named_victim": float(any(re.fullmatch(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}", v) for t in tellings for v in t.victims)),
        "has_body": float(len(body) > 80),
        "title_only": float(not body or article.body.start == 0),
    }


def _plainness(text: str, telling: Telling) -> dict[str, bool]:
    from ingest.articles import Span
    sentence = text[telling.sentence.start : telling.sentence.end]
    start = telling.trigger.start - telling.sentence.start
    span = Span(max(0,start), max(1,telling.trigger.end - telling.sentence.start))
    clause = clause_span(sentence, span)
    before = sentence[clause.start : span.start]
    near = sentence[max(0, span.start - 30) : span.start]
    words = sentence[span.start : span.end]
    trig = find_triggers(words)
    noun = trig[0].is_noun if trig else False
    return {
        "verb": not noun,
        "present": bool(re.match(r"\w+s\b", words)) and not noun and telling.is_title,
        "subordinate": bool(_SUBORDINATE.search(before)),
        "perfect": bool(_PERFECT.search(near)),
        "present_perfect": bool(_PRESENT_PERFECT.search(near)),
        "definite": noun and bool(_DEFINITE.search(near)),
        "murder": bool(_MURDER.match(words)),
        "past": bool(re.match(r"\w+(?:ed|en|ot|ung|uck|ain)\b", words)),
        "after": bool(_AFTER.search(before)),
        "was": bool(re.search(r"\b(?:was|were)\b", near + " " + words)),
        "opens": bool(_OPENS.match(sentence)),
    }
