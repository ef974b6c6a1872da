"""What may be pressed, chosen and filled in. State lives in custom ids and in the records, so a restart loses none."""

from bot.views.alerts import ChooseNearness, DropAlert, SaveAlert
from bot.views.answers import AskWider, OpenChart, OpenQuotes, OpenRelated, OpenWhy, ShowNews, TurnQuotes
from bot.views.claims import ShareClaims
from bot.views.feedback import ChooseReason, RateAnswer, TurnReview
from bot.views.incidents import OpenMap, OpenTimeline, SaveLatest, TurnLatest
from bot.views.model import OpenModel, SwitchModel
from bot.views.offers import AddOffers, ChooseFeeds, DropOffers
from bot.views.overlay import CorrectIncident, JoinIncidents, OpenIncident, PartReports, UndoRuling
from bot.views.rulings import TurnRulings
from bot.views.settings import (
    ChooseChannel,
    ChooseChannels,
    ChooseKeeping,
    ChooseLanguage,
    ChooseModerators,
    ChooseTopic,
    OpenSetup,
    OpenStarters,
    OpenZone,
    Switch,
)
from bot.views.sources import KeepSource, RemoveSource, RestoreSource, TurnSources
from bot.views.stories import OpenStories, TurnStories
from bot.views.watching import EndWatch, FollowFigure, TellMe

PRESSED = (
    OpenQuotes,
    TurnQuotes,
    OpenChart,
    OpenRelated,
    OpenWhy,
    AskWider,
    OpenStories,
    TurnStories,
    ShareClaims,
    RateAnswer,
    ChooseReason,
    TurnReview,
    TurnLatest,
    OpenMap,
    OpenTimeline,
    SaveLatest,
    OpenIncident,
    PartReports,
    JoinIncidents,
    CorrectIncident,
    UndoRuling,
    TurnRulings,
    AddOffers,
    DropOffers,
    ChooseFeeds,
    TurnSources,
    RemoveSource,
    RestoreSource,
    KeepSource,
    OpenSetup,
    ChooseChannel,
    OpenZone,
    OpenStarters,
    ChooseTopic,
    ChooseChannels,
    ChooseModerators,
    ChooseLanguage,
    ChooseKeeping,
    Switch,
    OpenModel,
    SwitchModel,
    TellMe,
    FollowFigure,
    ShowNews,
    EndWatch,
    SaveAlert,
    DropAlert,
    ChooseNearness,
)
"""Everything that answers to a custom id."""

__all__ = ["PRESSED"]
