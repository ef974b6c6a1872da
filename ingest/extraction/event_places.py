"""The place of an event, out of those that its sentence or its article names."""

from dataclasses import replace
from typing import Final

from ingest.articles import IncidentKind, Place, PlacePrecision
from ingest.extraction.cues import cues
from ingest.extraction.events import EventMention
from ingest.extraction.kinds import Trigger, are_compatible, find_triggers
from ingest.extraction.place_mentions import PlaceMention, is_taken_to, is_topic, not_in_town
from ingest.extraction.places import find_places
from ingest.extraction.setting import BREADTH, Setting, agreed_country
from ingest.extraction.unlisted_places import find_unlisted

_CUES: Final = cues("event_places")


def event_place(part: str, trigger: Trigger, setting: Setting, *, is_title: bool) -> Place:
    """Choose the narrowest place where a sentence puts something, the nearest of those."""
    named = find_places(part, setting.context)
    places = [not_in_town(part, mention) for mention in named if not is_taken_to(part, mention)]
    located = [
        mention
        for mention in places
        if (mention.located or _is_hit(part, trigger, mention)) and not _is_of_another_event(part, trigger, mention)
    ]
    others = [mention for mention in places if BREADTH[mention.place.precision] == 0]
    if not any(mention in located for mention in others) and not setting.is_in_town and not is_title:
        taken = (mention.span for mention in named)
        unlisted = find_unlisted(part, taken=taken, country=None)
        located += [mention for mention in unlisted if not is_taken_to(part, mention)]
    best = _best(part, trigger, located)
    if best is None or setting.is_of_scene(best.place) or (setting.is_in_town and _is_within_town(best.place)):
        return Place(None, None, setting.scene.country, None, None, PlacePrecision.UNKNOWN)
    country = best.place.country or agreed_country(located) or setting.scene.country or setting.home.country
    return replace(best.place, admin=best.place.admin or _admin(places, country, setting), country=country)


def _best(part: str, trigger: Trigger, located: list[PlaceMention]) -> PlaceMention | None:
    """Give the narrowest place in the country of the nearest one; what stands at the verb itself goes before both."""

    def distance(mention: PlaceMention) -> int:
        return abs(mention.span.start - trigger.start)

    for mention in located:
        if _CUES["at once"].fullmatch(part, trigger.end, max(trigger.end, mention.span.start)):
            return mention
    nearest = min(located, key=distance, default=None)
    if nearest is None:
        return None
    within = (mention for mention in located if mention.place.country in {nearest.place.country, None})
    return min(
        within,
        key=lambda mention: (
            BREADTH[mention.place.precision],
            _is_within_town(mention.place),
            distance(mention),
        ),
    )


def _is_hit(part: str, trigger: Trigger, mention: PlaceMention) -> bool:
    """Tell whether the place is what the verb befell: "struck the garrison", "hit western Nepal"; not "a US base"."""
    return (
        mention.span.start >= trigger.end
        and bool(_CUES["nothing between"].fullmatch(part, trigger.end, mention.span.start))
        and not is_topic(part, mention.span)
    )


def _is_of_another_event(part: str, trigger: Trigger, mention: PlaceMention) -> bool:
    """Tell whether it stands at what names an event of another kind: "rallied as attacks on Gaza went on".

    An arrest is mostly near the deed that it is for.
    """
    return trigger.kind is not IncidentKind.ARREST and any(
        _CUES["at what"].fullmatch(part, other.end, max(other.end, mention.span.start))
        for other in find_triggers(part)
        if other != trigger and not are_compatible(other.kind, trigger.kind)
    )


def _is_within_town(place: Place) -> bool:
    """Tell sites of a town's daily life, which the town stands for, from bases and airports."""
    return place.precision is PlacePrecision.SITE and not _CUES["apart"].search(place.name or "")


def _admin(places: list[PlaceMention], country: str | None, setting: Setting) -> str | None:
    """Give a place without a region the one that its sentence names, else that of the article."""
    named = {mention.place.admin for mention in places if mention.place.country == country and mention.place.admin}
    if named:
        return named.pop() if len(named) == 1 else None
    if setting.home.admin and country in {None, setting.home.country}:
        return setting.home.admin
    return setting.scene.admin if setting.is_local and setting.scene.country == country else None


def settled_place(place: Place, mentions: list[EventMention], setting: Setting) -> Place:
    """Give an event that its sentences do not place the article's own scene."""
    if place.precision is PlacePrecision.UNKNOWN:
        return _as_wide_as_known(setting.scene)
    if setting.is_local and setting.scene.name and _holds(place, setting.scene):
        return setting.scene
    if place.country:
        return place
    countries = {mention.place.country for mention in mentions if mention.place.country}
    return replace(place, country=countries.pop() if len(countries) == 1 else setting.scene.country)


def _holds(place: Place, scene: Place) -> bool:
    """Tell whether `place` is the country or the region that the scene lies in."""
    if place.precision is PlacePrecision.REGION:
        return place.admin == scene.admin
    return place.precision is PlacePrecision.COUNTRY and place.country == scene.country


def _as_wide_as_known(scene: Place) -> Place:
    """Name a scene without a town by its region, else by its country."""
    if scene.precision is not PlacePrecision.UNKNOWN or not scene.country:
        return scene
    precision = PlacePrecision.REGION if scene.admin else PlacePrecision.COUNTRY
    return replace(scene, name=scene.admin or scene.country, precision=precision)
