"""Whether a server's hours are quiet. Pure."""

from datetime import datetime, tzinfo

from bot.alerting.alerts import QuietHours


def is_quiet(hours: QuietHours | None, moment: datetime, zone: tzinfo) -> bool:
    """Tell whether `moment` lies in quiet hours, by the clock of `zone`; its end does not."""
    if hours is None:
        return False
    clock = moment.astimezone(zone).time()
    if hours.since <= hours.until:
        return hours.since <= clock < hours.until
    return clock >= hours.since or clock < hours.until
