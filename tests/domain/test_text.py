"""Lengths in the Bot API's unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import shortened, telegram_length


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("abc", 3), ("қалқан", 6), ("📖", 2), ("🇰🇿", 4), ("e\u0301", 2), ("👨‍👩‍👧", 8)],
)
def test_a_text_is_as_long_as_telegram_counts_it(text: str, length: int) -> None:
    assert telegram_length(text) == length


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("four", 4, "four"),
        ("fours", 4, "fou…"),
        ("ab cd", 4, "ab…"),
        ("📖📖📖", 6, "📖📖📖"),
        ("📖📖📖", 5, "📖📖…"),
        ("📖📖📖", 4, "📖…"),
    ],
)
def test_what_is_cut_ends_in_an_ellipsis(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_shortened_text_keeps_to_its_limit(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert telegram_length(short) <= limit
    assert short == text or short.endswith("…")
    short.encode()  # no half of a pair is left
