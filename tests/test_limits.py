"""Numbers of ours that must stay within numbers of Telegram's, and what is not stored at all."""

from bot.domain.people import LEAD_CHOICES, Role
from bot.services.outbox import SENDERS_AT_MOST
from bot.worker import SIDE_BY_SIDE
from handlers import FEATURES
from handlers.request import POOL_SIZE
from storage.schema import metadata


def test_the_pool_has_more_connections_than_there_are_calls_side_by_side() -> None:
    assert SIDE_BY_SIDE + SENDERS_AT_MOST < POOL_SIZE


def test_no_name_and_no_username_is_stored() -> None:
    columns = [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
    ]
    assert not [name for name in columns if "username" in name or name == "people.name"]


def test_menus_and_keyboards_stay_within_telegrams_limits() -> None:
    assert len(FEATURES.menu(Role.OWNER)) <= 100
    assert len(LEAD_CHOICES) + 3 <= 100
