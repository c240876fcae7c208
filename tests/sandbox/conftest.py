"""A small world for each test: three people, a clock that only moves when told to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox import ApiError, BotApi, Person

AIGERIM, IVAN, SANDRA = 101, 102, 2**51 + 7
Refusal = Callable[..., ApiError]


class MovedClock:
    """A clock for tests."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def api(clock: MovedClock) -> BotApi:
    people = [
        Person(AIGERIM, "Айгерім", username="aigerim", language_code="kk"),
        Person(IVAN, "Иван", "Петров", language_code="ru"),
        Person(SANDRA, "Sandra", role="owner"),
    ]
    return BotApi("1:TEST", "qalqan_bot", clock=clock, people=people)


@pytest.fixture
def refused(api: BotApi) -> Refusal:
    """Call a method that must fail; the error."""

    def call(method: str, files: Any = None, **params: Any) -> ApiError:
        with pytest.raises(ApiError) as caught:
            api.call(method, params, files)
        return caught.value

    return call


@pytest.fixture
def drained(api: BotApi) -> Callable[[], list[dict[str, Any]]]:
    """Fetch and confirm what waits for the bot."""

    def fetch() -> list[dict[str, Any]]:
        found = api.get_updates()
        if found:
            api.get_updates(offset=found[-1]["update_id"] + 1)
        return found

    return fetch
