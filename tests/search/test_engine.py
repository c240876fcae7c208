"""The engine: the entry is found whatever way one writes; any text is taken without an error."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search.conftest import PASSAGES, of

from bot.domain.course import Course, FaqEntry
from bot.search import Engine, Found, Passage
from bot.search.fitted import shipped
from bot.search.thesaurus import Thesaurus
from bot.services.passages import answering, passages_of
from bot.services.search import engine_of

LEXICAL = shipped(has_encoder=False)


@pytest.fixture(scope="module")
def packs(courses: Mapping[str, Course]) -> Engine:
    """Everything in the shipped packs, without sentence vectors."""
    passages = [passage for entry in answering(courses.values()) for passage in passages_of(entry)]
    return engine_of(passages, courses, None)


def names(found: Found) -> list[str]:
    """Of the entries found, the best first."""
    return [match.entry_id for match in found.matches]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Бейбіт тұрғындарды қорғау мандаты дегеніміз не?", "poc/what-is-a-poc-mandate"),
        # Kazakh without Kazakh letters, and in Latin letters
        ("бейбит тургындарды коргау мандаты дегенимиз не", "poc/what-is-a-poc-mandate"),
        ("beibit turgyndardy qorgau mandaty degenimiz ne", "poc/what-is-a-poc-mandate"),
        ("Кто считается гражданским лицом?", "poc/who-is-a-civilian"),
        # typos
        ("who is conted as a civillian under the mandat", "poc/who-is-a-civilian"),
        ("кто щитается граждаским лицом", "poc/who-is-a-civilian"),
        ("WHO COUNTS AS A CIVILIAN???", "poc/who-is-a-civilian"),
        # the wrong keyboard layout
        ("rnj cxbnftncz uhf;lfycrbv kbwjv", "poc/who-is-a-civilian"),
    ],
)
def test_the_entry_is_found_however_it_is_asked(packs: Engine, question: str, entry: str) -> None:
    found = packs.find(question)
    assert names(found)[0] == entry
    assert packs.is_sure(found)


def test_a_question_of_the_packs_in_its_own_words_finds_its_entry_in_every_language(
    packs: Engine, courses: Mapping[str, Course]
) -> None:
    for entry in list(answering(courses.values()))[::7]:
        for passage in passages_of(entry):
            for text in (passage.question, f"  {passage.question.upper()} !"):
                found = packs.find(text)
                assert entry.name in names(found)[:2], text
                assert found.confidence in (1.0, 0.5)  # another entry may say it in the same words


@pytest.mark.parametrize(
    "question",
    [
        "Who won the football match yesterday?",
        "рецепт борща с пампушками",
        "бүгін кешке қай кино бар",
        "🙂",
    ],
)
def test_a_question_outside_the_material_is_not_answered(packs: Engine, question: str) -> None:
    assert not packs.is_sure(packs.find(question))


@pytest.mark.parametrize("question", ["", "   ", "?!", "📖📖", "ъ", "\0", "_"])
def test_a_question_without_words_is_neither_answered_nor_near(
    packs: Engine, small: Engine, question: str
) -> None:
    assert not packs.is_near(packs.find(question))
    assert not small.is_sure(small.find(question))


def test_a_wording_without_words_is_like_no_other(thesaurus: Thesaurus) -> None:
    engine = Engine([*PASSAGES, Passage("smile", "en", "🙂", ("the", ""), "")], thesaurus, LEXICAL)
    for question in ("?!", "🙂", "the", ""):
        assert engine.find(question).confidence < 1


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Where is the canteen?", "canteen"),
        ("where is canteen", "canteen"),  # articles make no other question
        ("a mess hall", "canteen"),
        ("АСХАНА КАЙДА", "canteen"),
        ("What is ROE?", "roe"),
        ("the rules of engagement", "roe"),
    ],
)
def test_the_own_wording_is_certain(small: Engine, question: str, entry: str) -> None:
    found = small.find(question)
    assert (names(found)[0], found.confidence, found.matches[0].share) == (entry, 1.0, 1.0)
    assert len(set(names(found))) == len(found.matches)


def test_two_entries_with_the_same_wording_are_both_offered_and_neither_is_given(
    thesaurus: Thesaurus,
) -> None:
    twin = Passage("dining-room", "en", "the mess hall", (), "In the hotel.")
    engine = Engine([*PASSAGES, twin], thesaurus, LEXICAL)
    found = engine.find("mess hall")
    assert (names(found)[:2], found.confidence) == (["canteen", "dining-room"], 0.5)
    assert engine.is_near(found)
    assert not engine.is_sure(found)
    assert engine.find("mess hall", without={"dining-room"}).confidence == 1.0


def test_a_term_is_found_only_word_for_word(small: Engine) -> None:
    for question in ("rules engagement", "what are the rules of engagement in a camp", "roes"):
        assert "roe" not in names(small.find(question))


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("где столовая", "canteen"),
        ("gde stolovaya", "canteen"),
        ("куәлігім жоғалды, пропускты жоғалттым", "badge"),
        ("my pass is gone", "badge"),
        ("қан кетіп жатыр, жараны қалай таңамын", "wound"),
        ("как остановить кровь из раны", "wound"),
        ("емтихан қашан болады", "exam"),
        ("when is the examination", "exam"),
        ("пароль от вайфая", "wifi"),
    ],
)
def test_other_words_and_other_languages_find_the_entry(
    small: Engine, question: str, entry: str
) -> None:
    found = small.find(question)
    assert names(found)[0] == entry
    assert found.matches[0].share > 3 * found.matches[1].share


def test_the_best_come_first_and_no_more_than_asked_for(small: Engine) -> None:
    question = "where do I report a lost visa in the mission"
    found = small.find(question, most=50)
    assert sorted(names(found)) == sorted({p.entry_id for p in PASSAGES if not p.is_exact})
    shares = [match.share for match in found.matches]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    for most in (1, 4):
        assert small.find(question, most=most).matches == found.matches[:most]
    assert len(small.find("mess hall", most=1).matches) == 1


def test_entries_that_are_not_there_for_the_person_are_left_out(small: Engine) -> None:
    question = "where is the canteen and the visa"
    best = names(small.find(question))[0]
    found = small.find(question, without={best})
    assert best not in names(found)
    assert names(found) == [name for name in names(small.find(question)) if name != best]
    everything = frozenset(passage.entry_id for passage in PASSAGES)
    assert small.find(question, without=everything) == Found((), 0.0)


@pytest.mark.parametrize(
    "passages", [[], [Passage("roe", "en", "ROE", (), "", True)]], ids=["none", "terms"]
)
def test_an_engine_of_no_entries_finds_nothing_but_terms(
    thesaurus: Thesaurus, passages: list[Passage]
) -> None:
    engine = Engine(passages, thesaurus, LEXICAL)
    assert engine.find("where is the canteen") == Found((), 0.0)
    assert engine.find("ROE").confidence == float(bool(passages))
    later = engine.changed(of("canteen"))
    assert names(later.find("where is the canteen")) == ["canteen"]


@pytest.mark.parametrize("many", [1, 2, 3])
def test_among_few_entries_an_unrelated_question_is_not_answered(
    thesaurus: Thesaurus, many: int
) -> None:
    engine = Engine(of(*("visa", "canteen", "laundry")[:many]), thesaurus, LEXICAL)
    for question in ("football match yesterday", "рецепт борща", "бүгін қай кино бар"):
        assert not engine.is_sure(engine.find(question))
    assert engine.is_sure(engine.find("please tell me if I need a visa"))


def test_texts_in_other_languages_than_the_three_are_found(thesaurus: Thesaurus) -> None:
    french = Passage("gare", "fr", "Où est la gare ?", (), "À côté de l'église.")
    engine = Engine([*PASSAGES, french], thesaurus, LEXICAL)
    assert names(engine.find("ou est la gare s'il vous plait"))[0] == "gare"


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_taken(small: Engine, question: str) -> None:
    found = small.find(question)
    assert 0 <= found.confidence <= 1
    assert all(0 <= match.share <= 1 for match in found.matches)
    assert found == small.find(question)


@pytest.mark.parametrize(
    "question", ["what is a mandate " * 300, "ж" * 5000, "\ud800 visa", "2" * 2000, "а́" * 900]
)
def test_a_very_long_or_broken_question_is_taken(packs: Engine, question: str) -> None:
    assert 0 <= packs.find(question).confidence <= 1


# What changes afterwards

PARKING = Passage("parking", "en", "Where can I park my car?", (), "Behind the gate.")
BUS = Passage("parking", "en", "When does the shuttle bus leave?", (), "At nine.")
ASKED = (
    "where can one park a car",
    "when does the bus leave",
    "where is the canteen, please",
    "потерял свой пропуск",
    "do you need an entry visa",
)


def test_an_added_entry_is_found_at_once_and_the_earlier_engine_stays_as_it_was(
    small: Engine,
) -> None:
    before = [small.find(text) for text in ASKED]
    later = small.changed([PARKING])
    assert later.size_in_blocks == small.size_in_blocks + 1
    found = later.find(ASKED[0])
    assert names(found)[0] == "parking"
    assert later.is_sure(found)
    assert later.find(PARKING.question).confidence == 1.0
    assert [small.find(text) for text in ASKED] == before


def test_an_edited_entry_is_found_by_its_new_words_only(small: Engine) -> None:
    later = small.changed([PARKING]).changed([BUS])
    assert names(later.find(ASKED[1]))[0] == "parking"
    assert later.find(PARKING.question).confidence < 1
    assert not later.is_sure(later.find(PARKING.question))
    assert names(later.find(BUS.question, most=50)).count("parking") == 1


def test_an_entry_that_is_gone_is_not_found_until_it_returns(small: Engine) -> None:
    gone = small.changed([], {"canteen", "roe"})
    assert gone.size_in_blocks == small.size_in_blocks
    for text in ("Where is the canteen?", "mess hall", "Асхана қайда?", "What is ROE?"):
        found = gone.find(text, most=50)
        assert not {"canteen", "roe"} & set(names(found))
        assert found.confidence < 1
    back = gone.changed(of("canteen", "roe"))
    for text in ("Where is the canteen?", "What is ROE?", ASKED[2]):
        assert names(back.find(text))[0] == names(small.find(text))[0]
    assert names(back.find(ASKED[2], most=50)).count("canteen") == 1


def test_an_engine_that_was_changed_ranks_like_one_built_whole(
    small: Engine, thesaurus: Thesaurus
) -> None:
    edited = Passage("visa", "en", "Do I need an entry visa?", ("visa rules",), "Guests do not.")
    whole = Engine(
        [*(p for p in PASSAGES if p.entry_id not in ("visa", "laundry")), edited, PARKING],
        thesaurus,
        LEXICAL,
    )
    later = small.changed([PARKING]).changed([edited], {"laundry"})
    for text in (*ASKED[:1], *ASKED[2:], PARKING.question, edited.question, "visa rules"):
        one, other = later.find(text), whole.find(text)
        assert names(one)[0] == names(other)[0]
        assert later.is_sure(one) == whole.is_sure(other), text
        assert set(names(later.find(text, most=50))) == set(names(whole.find(text, most=50)))


def test_a_changed_pack_ranks_like_one_built_whole(
    packs: Engine, courses: Mapping[str, Course]
) -> None:
    entries = [one for one in answering(courses.values()) if isinstance(one, FaqEntry)][::40]
    ours = [passage for entry in entries for passage in passages_of(entry)]
    later = packs.changed([], {entry.name for entry in entries}).changed(ours)
    for passage in ours:
        text = f"please: {passage.question}"
        one, other = later.find(text), packs.find(text)
        assert (names(one)[:1], later.is_sure(one)) == (names(other)[:1], packs.is_sure(other))
        assert one.confidence == pytest.approx(other.confidence, abs=0.02)
