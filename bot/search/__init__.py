"""Question → ranked entries → answer or "I do not know"; pure: no database, no Telegram."""

from bot.search.index import Index, Match, Passage

__all__ = ["Index", "Match", "Passage"]
