"""Glossary: terms found in texts, as whole words, inflected or not."""

from time import process_time

import pytest

from bot.domain.course import Body, Course, Term, TermText
from bot.domain.errors import Place
from bot.domain.glossary import Glossary

NOWHERE = Place("")


def term(name: str, *abbreviations: str, **texts: tuple[str, ...]) -> Term:
    """A term by its forms in each language."""
    course, _, term_id = name.partition("/")
    body = Body("", (), "")
    return Term(
        id=term_id,
        course=course,
        topic="",
        place=NOWHERE,
        abbreviations=abbreviations,
        texts={
            tag: TermText(forms[0], forms[1:], (), body, NOWHERE) for tag, forms in texts.items()
        },
    )


GLOSSARY = Glossary(
    (
        term("poc/poc", "POC", en=("Protection of civilians",), ru=("защита гражданских лиц",)),
        term("poc/civilian", en=("Civilian", "civilians"), ru=("гражданское лицо",)),
        term("poc/network", "CAN", en=("Community alert network",)),
        term("poc/refugee", en=("Refugee",), kk=("босқын",), ru=("беженец",)),
        term("poc/displaced", "IDP", en=("Displaced person",), kk=("қоныс аударған адам",)),
        term("poc/force", en=("Use of force",)),
        term("unso/civilian", en=("Civilian",)),
        term("unso/officer", en=("Staff officer",), kk=("штаб офицері",)),
    )
)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The protection of civilians comes first.", ["poc"]),
        ("en", "A refugee is a civilian.", ["refugee", "civilian"]),
        ("en", "Refugees’ rights; civilianise nothing", ["refugee"]),
        ("en", "You can ask; a CAN can not.", ["network"]),
        ("en", "IDPs and the POC mandate", ["displaced", "poc"]),
        ("en", "The use of that force", []),
        ("ru", "О защите гражданских лиц.", ["poc"]),
        ("ru", "Беженцы — гражданские лица; беженцам помогают.", ["refugee", "civilian"]),
        ("ru", "POC", ["poc"]),
        ("kk", "Босқындарға және IDP-терге көмек", ["refugee", "displaced"]),
        ("kk", "қоныс аударған адамдарды", ["displaced"]),
        ("kk", "protection of civilians", []),
        ("xx", "protection of civilians", []),
        ("en", "", []),
    ],
)
def test_terms_are_found_as_whole_words_in_the_order_of_the_text(
    language: str, text: str, names: list[str]
) -> None:
    found = GLOSSARY.found(text, language, "poc", besides="", most=6)
    assert found == [f"poc/{name}" for name in names]


def test_the_longest_terms_are_kept_and_the_one_that_is_explained_is_not_among_them() -> None:
    text = "Refugee, staff officer, protection of civilians."
    assert GLOSSARY.found(text, "en", "poc", besides="", most=2) == ["unso/officer", "poc/poc"]
    assert GLOSSARY.found(text, "en", "poc", besides="poc/poc", most=2) == [
        "poc/refugee",
        "unso/officer",
    ]


def test_of_two_courses_the_answers_own_explains_the_term() -> None:
    for course in ("poc", "unso"):
        assert GLOSSARY.found("civilian", "en", course, besides="", most=6) == [
            f"{course}/civilian"
        ]


def test_terms_of_an_answer_cost_less_than_a_millisecond(courses: dict[str, Course]) -> None:
    glossary = Glossary(one for course in courses.values() for one in course.terms)
    answers = [
        (text.body.plain, tag, entry.course)
        for course in courses.values()
        for entry in course.faq
        for tag, text in entry.texts.items()
    ]
    before = process_time()
    found = [glossary.found(*answer, besides="", most=6) for answer in answers]
    assert (process_time() - before) / len(answers) < 0.001
    assert sum(map(bool, found)) > 0.7 * len(answers)
    assert max(map(len, found)) == 6
