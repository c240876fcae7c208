"""Search: the engine in step with the content; what an instructor changes is found at once."""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock

from bot.domain.content import Content
from bot.domain.course import Course, FaqEntry, Term
from bot.search import Engine, Found, Passage
from bot.search.encoder import load_encoder
from bot.search.fitted import shipped
from bot.services.passages import answering, passages_of, thesaurus_of

Answering = FaqEntry | Term
BLOCKS_MOST = 30
"""So many changes stand beside the base before everything is built anew, in a thread."""
_engines: dict[tuple[object, ...], Engine] = {}
_building = Lock()


def engine_of(
    passages: Iterable[Passage], courses: Mapping[str, Course], encoder_file: Path | None
) -> Engine:
    """An engine with what the bot knows of words, from the glossaries too."""
    encoder = load_encoder(encoder_file) if encoder_file else None
    fitted = shipped(has_encoder=encoder is not None)
    return Engine(passages, thesaurus_of(courses.values()), fitted, encoder)


class SearchService:
    """Questions to names of entries.

    Args:
        encoder_file: of sentence vectors; None or not there: letters, words and meanings alone.
    """

    def __init__(self, courses: Mapping[str, Course], encoder_file: Path | None) -> None:
        self._courses = courses
        self._encoder_file = encoder_file
        self._entries = {entry.name: entry for entry in answering(courses.values())}
        self._content: Content | None = None
        self._engine: Engine | None = None
        self._following = asyncio.Lock()

    def warm_up(self) -> Engine:
        """Builds the engine, if no question did; seconds, so not on the event loop."""
        with _building:
            if self._engine is None:
                self._engine = self._base(self._entries)
            return self._engine

    def _base(self, entries: Mapping[str, Answering]) -> Engine:
        """An engine of these entries; apps on the same packs in one process share it."""
        passages = tuple(passage for one in entries.values() for passage in passages_of(one))
        key = (self._encoder_file, passages)
        engine = _engines.get(key)
        if engine is None:
            engine = engine_of(passages, self._courses, self._encoder_file)
            _engines.clear()
            _engines[key] = engine
        return engine

    async def find(
        self, content: Content, question: str, *, without: Iterable[str] = ()
    ) -> tuple[Engine, Found]:
        """What is nearest to a question, and the engine that says how sure that is."""
        engine = await self.current(content)
        return engine, await asyncio.to_thread(engine.find, question, without=frozenset(without))

    async def current(self, content: Content) -> Engine:
        """The engine with all that instructors changed."""
        if content is not self._content or self._engine is None:
            async with self._following:
                if content is not self._content or self._engine is None:
                    await asyncio.to_thread(self._follow, content)
        assert self._engine is not None
        return self._engine

    def _follow(self, content: Content) -> None:
        engine = self.warm_up()
        now = {entry.name: entry for entry in content.answers()}
        changed = [entry for name, entry in now.items() if self._entries.get(name) != entry]
        gone = self._entries.keys() - now.keys()
        if engine.size_in_blocks >= BLOCKS_MOST:
            engine = self._base(now)
        elif changed or gone:
            passages = [passage for entry in changed for passage in passages_of(entry)]
            engine = engine.changed(passages, gone)
        self._engine, self._entries, self._content = engine, now, content
