"""Texts: plural forms, escaping, letters and dates in every language."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import Html, MissingText, Translator, languages, translator_for

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.mark.parametrize(
    ("language", "count", "lasting", "after"),
    [
        ("ru", 1, "1 минуту", "через 1 минуту"),
        ("ru", 2, "2 минуты", "через 2 минуты"),
        ("ru", 4, "4 минуты", "через 4 минуты"),
        ("ru", 5, "5 минут", "через 5 минут"),
        ("ru", 11, "11 минут", "через 11 минут"),
        ("ru", 12, "12 минут", "через 12 минут"),
        ("ru", 21, "21 минуту", "через 21 минуту"),
        ("ru", 22, "22 минуты", "через 22 минуты"),
        ("ru", 111, "111 минут", "через 111 минут"),
        ("kk", 1, "1 минут", "1 минуттан кейін"),
        ("kk", 2, "2 минут", "2 минуттан кейін"),
        ("kk", 5, "5 минут", "5 минуттан кейін"),
        ("en", 1, "1 minute", "in 1 minute"),
        ("en", 2, "2 minutes", "in 2 minutes"),
        ("en", 21, "21 minutes", "in 21 minutes"),
        ("en", 0, "0 minutes", "in 0 minutes"),
    ],
)
def test_a_number_has_the_right_form_beside_it(
    language: str, count: int, lasting: str, after: str
) -> None:
    t = translator_for(language)
    assert t.plain("lasting-minutes", count=count) == lasting
    assert t.plain("after-minutes", count=count) == after


@pytest.mark.parametrize("unit", ["minutes", "hours", "days"])
@pytest.mark.parametrize("language", sorted(languages()))
def test_every_unit_has_every_form(language: str, unit: str) -> None:
    t = translator_for(language)
    for count in (0, 1, 2, 5, 11, 21, 22, 101, 1440):
        for key in (f"lasting-{unit}", f"after-{unit}"):
            assert str(count) in t.plain(key, count=count).replace("\u00a0", "").replace(",", "")


def test_arguments_are_escaped_but_ready_markup_is_not() -> None:
    t = translator_for("en")
    nasty = "<b>&amp; \"quoted\" 'n' </b>"
    assert t("ask-question", question=nasty) == (
        "<b>&lt;b&gt;&amp;amp; \"quoted\" 'n' &lt;/b&gt;</b>"
    )
    assert t("ask-question", question=Html("<i>x</i>")) == "<b><i>x</i></b>"
    assert t.plain("ask-question", question="<&>") == "<b><&></b>"
    assert isinstance(t("back"), Html)


@given(st.text(max_size=60))
def test_no_argument_can_break_the_markup(text: str) -> None:
    shown = translator_for("kk")("ask-question", question=text)
    inside = shown.removeprefix("<b>").removesuffix("</b>")
    assert "<" not in inside
    assert ">" not in inside


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_long_answer_is_shown_whole(language: str) -> None:
    answer = "Қ&" * 3000
    t = translator_for(language)
    assert "Қ&amp;" * 3000 in t("inbox-answer-arrived", question="?", answer=answer)
    assert answer in t.plain("inbox-answer-arrived", question="?", answer=answer)


def test_braces_in_an_argument_are_text() -> None:
    shown = translator_for("ru").plain("ask-question", question='{ $question } { "x" }')
    assert shown == '<b>{ $question } { "x" }</b>'


def test_every_kazakh_letter_survives() -> None:
    for language in languages():
        assert KAZAKH in translator_for(language)("ask-question", question=KAZAKH)


def test_the_kazakh_texts_use_the_kazakh_letters() -> None:
    t = translator_for("kk")
    assert t.plain("language-name") == "Қазақша"
    assert set("әғқңөұүі") <= set(t.plain("start-greeting") + t.plain("ask-near").lower())


@pytest.mark.parametrize(
    ("tag", "language"),
    [("kk", "kk"), ("ru-RU", "ru"), ("en-GB", "en"), ("de", "en"), (None, "en"), ("", "en")],
)
def test_somebody_with_another_language_is_spoken_to_in_english(
    tag: str | None, language: str
) -> None:
    assert translator_for(tag).language == language


def test_a_text_that_no_language_has_is_a_fault_in_the_code() -> None:
    with pytest.raises(MissingText):
        translator_for("kk")("no-such-text")


def test_a_missing_argument_is_a_fault_in_the_code() -> None:
    with pytest.raises(Exception, match="question"):
        translator_for("kk")("ask-question")


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "Monday, 7 December"),
        ("ru", "понедельник, 7 декабря"),
        ("kk", "7 желтоқсан, дүйсенбі"),
    ],
)
def test_a_day_is_named_as_one_says_it(language: str, day: str) -> None:
    assert translator_for(language).day(date(2026, 12, 7)) == day


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "7 December 2026"), ("ru", "7 декабря 2026 г."), ("kk", "2026 ж. 7 желтоқсан")],
)
def test_a_date_has_its_year(language: str, day: str) -> None:
    assert " ".join(translator_for(language).long_date(date(2026, 12, 7)).split()) == day


def test_times_are_those_of_the_zone_on_a_clock_of_24_hours() -> None:
    moment = datetime(2026, 12, 7, 9, 5, tzinfo=UTC)
    for language in languages():
        t = translator_for(language)
        assert t.time(moment, "Asia/Almaty") == "14:05"
        assert t.time(moment, "Europe/Berlin") == "10:05"
        assert t.city("Asia/Almaty") in {"Almaty", "Алматы"}


def test_a_language_without_a_text_of_its_own_shows_the_english_one() -> None:
    class Empty(Translator):
        """A language whose folder is empty."""

    assert Empty("empty").plain("language-name") == "English"
