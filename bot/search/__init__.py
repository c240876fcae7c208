"""Question → ranked entries → answer or "I do not know"; pure: no database, no Telegram."""

from bot.search.engine import Engine
from bot.search.explanation import Why
from bot.search.passage import Found, Match, Passage

__all__ = ["Engine", "Found", "Match", "Passage", "Why"]
