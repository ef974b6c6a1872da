import structlog
from structlog.testing import capture_logs

from bot.errors import EngineBusy, MomentError, NotYourTurn
from bot.meter import Meter
from tests.bot.rendering.discord.examples import answered
from tests.bot.test_metrics import read
