"""Questions: whether their answers helped."""

import random

KEY_BITS = 63


class QuestionService:
    """What became of questions; nothing is kept yet."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def new_key(self) -> int:
        """The key of a question, for the buttons under its reply."""
        return self._chance.getrandbits(KEY_BITS)

    async def chosen(self, key: int, entry: str) -> None:
        """One of the entries offered for a question was opened."""

    async def helped(self, key: int, is_helped: bool) -> None:
        """Whether the answer helped; the last word counts."""
