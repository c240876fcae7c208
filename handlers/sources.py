"""Sources as people read them: a document's short name and the place in it."""

from collections.abc import Iterable
from datetime import date

from bot.domain.course import INSTRUCTOR, Citation, Course
from bot.i18n import Translator


def worded_sources(t: Translator, course: Course, cited: Iterable[Citation]) -> str:
    """Every source with the place in it, such as "DPO 2023.05, para. 3; S/RES/1270 (1999)"."""
    return "; ".join(_worded(t, course, one) for one in cited)


def _worded(t: Translator, course: Course, cited: Citation) -> str:
    if cited.source_id == INSTRUCTOR:
        return t.plain("added-source", day=t.long_date(date.fromisoformat(cited.number)))
    label = course.sources[cited.source_id].label(t.language)
    if not cited.part:
        return label
    return t.plain("source-part", label=label, part=cited.part, number=cited.number)
