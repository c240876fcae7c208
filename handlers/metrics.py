"""Metrics in Prometheus format."""

from prometheus_client import (
    CollectorRegistry,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from bot.app import App

registry = CollectorRegistry()
ProcessCollector(registry=registry)
PlatformCollector(registry=registry)

BOT_API_SECONDS = Histogram(
    "qalqan_bot_api_seconds",
    "Time of calls to the Bot API, long polls excepted",
    registry=registry,
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
_UPDATES_WAITING = Gauge(
    "qalqan_updates_waiting", "Updates accepted and not handled", registry=registry
)
_OUTBOX_ROWS = Gauge(
    "qalqan_outbox_rows", "Messages of the outbox", ["state", "reason"], registry=registry
)
_INCIDENTS = Gauge("qalqan_incidents", "Errors that were not foreseen", registry=registry)


async def exposition(app: App) -> bytes:
    """What /metrics answers, read from the database at that moment."""
    _UPDATES_WAITING.set(await app.updates.waiting())
    _INCIDENTS.set(await app.incidents.total())
    _OUTBOX_ROWS.clear()
    for (state, reason), count in (await app.outbox.counts()).items():
        _OUTBOX_ROWS.labels(state, reason if state != "dead" else "").inc(count)
    return generate_latest(registry)
