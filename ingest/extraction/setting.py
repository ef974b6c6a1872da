"""The setting of an article, as its head tells it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from ingest.articles import Article, DatePrecision, Place, PlacePrecision, Span
from ingest.extraction.cues import cues
from ingest.extraction.dates import DateMention, find_dates
from ingest.extraction.gazetteer import country_of
from ingest.extraction.home_region import home_region
from ingest.extraction.place_mentions import PlaceMention, agreed, is_taken_to, not_in_town
from ingest.extraction.place_names import Context
from ingest.extraction.places import NOWHERE, dateline_of, find_places, holders_in
from ingest.extraction.stamps import blanked, is_of_statement, stamps, written_day
from ingest.extraction.unlisted_places import find_unlisted

_CUES: Final = cues("setting")
_MOST_READ = 3000
"""Characters of the body in which its region is looked for."""
_LEAD = 700
"""Characters of the body that count as its head."""
_FIRST_WORDS = 300
"""Characters of the body that tell what an article is about."""
_QUARTER = 0.2
"""Degrees: a city's quarters lie within, and so do its suburbs, whose own news has a dateline of its own."""
NEWS_DAYS = timedelta(days=4)
"""An event this far back is still the news of the article."""
BREADTH = {
    PlacePrecision.TOWN: 0,
    PlacePrecision.SITE: 0,
    PlacePrecision.REGION: 1,
    PlacePrecision.COUNTRY: 2,
    PlacePrecision.UNKNOWN: 3,
}
"""How wide a place is: of several, the narrowest is where an event was."""
_NOWHERE = Place(None, None, None, None, None, PlacePrecision.UNKNOWN)
_PARAGRAPH = "\n\n"


def without_masthead(article: Article) -> Article:
    """Blank the publisher at the end of the title, offsets kept."""
    masthead = _CUES["masthead"].search(article.title)
    if not masthead or not article.text.startswith(article.title):
        return article
    text = blanked(article.text, [Span(*masthead.span())])
    return replace(article, title=article.title[: masthead.start()], text=text)


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article's head says about time and place."""

    published: date
    told_day: DateMention | None
    """The first day of the lead that is not of a statement: of an event whose own sentences name none."""
    lead_day: date
    """The day that the lead names, else the day of publication."""
    is_aftermath: bool
    """Whether the article is of a court or a mourning: what it tells without a day is not of its own day."""
    is_follow_up: bool
    """Whether it is of a court, a mourning, an arrest or a charge: what it dates far back is what it is about."""
    scene: Place
    """Of the dateline, else the only town or site of the head; a country alone where the head agrees on no more."""
    home: Place
    """The region that the whole article is about, as far as what it names agrees on one."""
    context: Context
    """What tells of a sentence's places where they are, if it does not."""
    has_dateline: bool
    is_local: bool
    """Whether events are there: a dateline without its state or country may be only where the reporter sat."""

    @property
    def is_in_town(self) -> bool:
        """Whether the article tells of one town: names within it that no gazetteer lists then add nothing."""
        return self.is_local and self.scene.precision is PlacePrecision.TOWN

    def is_of_scene(self, place: Place) -> bool:
        """Tell a quarter of the dateline's city, which the gazetteer has as a town: Englewood in Chicago."""
        if not (self.is_in_town and self.has_dateline) or place.precision is not PlacePrecision.TOWN:
            return False
        if place.admin != self.scene.admin or None in (place.latitude, self.scene.latitude):
            return False
        apart = math.dist(
            (place.latitude or 0, place.longitude or 0), (self.scene.latitude or 0, self.scene.longitude or 0)
        )
        return apart < _QUARTER

    @classmethod
    def of(cls, article: Article, page: Article) -> "Setting":
        """Read title and first paragraphs; of regions the masthead of `page` tells too, of towns also its captions."""
        body = article.text[article.body.start : article.body.start + _MOST_READ]
        published = written_day(body[:_LEAD], published=article.published.date())
        lead = blanked(body[:_LEAD], stamps(body[:_LEAD]))
        days = [mention for mention in find_dates(lead, today=published) if mention.precision is DatePrecision.DAY]
        near = [day for day in days if timedelta(0) <= published - day.first <= NEWS_DAYS]
        day = near[0].first if near else published
        told_day = next((day for day in near if not is_of_statement(lead, day)), None)
        first_words = f"{article.title}. {body[:_FIRST_WORDS]}"
        is_aftermath = bool(_CUES["aftermath"].search(first_words))
        is_follow_up = is_aftermath or bool(_CUES["follow up"].search(first_words))
        told = published, told_day, day, is_aftermath, is_follow_up
        whole = f"{page.title}. {body}"
        named = find_places(whole)
        home = home_region(whole, named) or _NOWHERE
        context = Context(home.country, home.admin, holders_in(page.text[: page.body.start + _MOST_READ]))
        dateline = dateline_of(lead, context)
        if not dateline:
            head = f"{article.title}. {lead}"
            scene = _scene(find_places(head, context), head, home)
            around = home_region(whole, [mention for mention in named if mention.located]) or _NOWHERE
            scene = scene if scene.name else replace(scene, admin=around.admin, country=around.country or scene.country)
            return cls(*told, scene, home, _around(context, scene), has_dateline=False, is_local=True)
        place = dateline.place
        head = f"{article.title}. {lead[dateline.span.end :].partition(_PARAGRAPH)[0]}"
        has_holder = bool(_CUES["town and holder"].search(lead, dateline.span.start, dateline.span.end))
        if has_holder and place.name and place.admin:
            context = replace(context, holders={**context.holders, place.name: place.admin})
        head_context = Context(place.country, place.admin, context.holders) if has_holder else NOWHERE
        scene = _scene_of_dateline(place, find_places(head, head_context), head, is_only_town=not has_holder)
        is_local = has_holder or (bool(home.admin) and place.admin == home.admin)
        return cls(*told, scene, home, _around(context, scene), has_dateline=True, is_local=is_local)


def _around(context: Context, scene: Place) -> Context:
    """Give what is known around a sentence, by the scene where the article as a whole tells no region."""
    return replace(context, country=context.country or scene.country, region=context.region or scene.admin)


def _scene_of_dateline(dateline: Place, places: tuple[PlaceMention, ...], head: str, *, is_only_town: bool) -> Place:
    """Give the dateline's place unless the head puts the events elsewhere.

    In another country: there. In a part of the dateline's own ("western Nepal", another province), or at what no
    gazetteer lists: in that country. In the dateline's own region: there, unless the dateline tells that region itself.
    """
    located = [mention for mention in places if mention.located]
    countries = {mention.place.country for mention in located if mention.place.country}
    if countries and dateline.country not in countries:
        return _scene(places, head)
    if any(mention.place.name == dateline.name for mention in places):
        return dateline
    of_country = (mention.place for mention in located if mention.place.country == dateline.country)
    regions = [place for place in of_country if place.precision is PlacePrecision.REGION]
    is_elsewhere = any(region.admin != dateline.admin for region in regions)
    is_elsewhere = is_elsewhere or (dateline.country is not None and _names_part(head, dateline.country))
    is_unlisted = is_only_town and find_unlisted(head, taken=(mention.span for mention in places), country=None)
    if is_elsewhere or is_unlisted:
        return Place(None, None, dateline.country, None, None, PlacePrecision.UNKNOWN)
    return regions[0] if regions and is_only_town else dateline


def _names_part(body: str, country: str) -> bool:
    """Tell whether the text names a part of `country` by its direction: "north-west China"."""
    return any(country_of(match["country"]) == country for match in _CUES["part of country"].finditer(body))


def _scene(places: tuple[PlaceMention, ...], text: str, home: Place | None = None) -> Place:
    """Give the one place of an article's head, as narrow as its mentions agree."""
    narrow = [
        mention.place
        for mention in (not_in_town(text, mention) for mention in places)
        if mention.located and BREADTH[mention.place.precision] == 0 and not is_taken_to(text, mention)
    ]
    if len({place.name for place in narrow}) == 1:
        return narrow[0]
    towns = [place for place in narrow if place.precision is PlacePrecision.TOWN and place.latitude is not None]
    if home and (here := next((town for town in towns if town.admin == home.admin), None)):
        return here
    return Place(None, None, agreed_country(places), None, None, PlacePrecision.UNKNOWN)


def agreed_country(places: Sequence[PlaceMention]) -> str | None:
    """Give the one country where all located mentions are."""
    return agreed(mention.place.country for mention in places if mention.located)
