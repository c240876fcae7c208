"""The figures of the answer table, on made-up outcomes and a tiny run."""

import pytest

from benchmarks import answer_rows, answers
from benchmarks.answer_cost import recombined
from benchmarks.answer_rows import Outcomes, Row, figures_of, is_missed, rows_of
from benchmarks.answer_table import kept_language, with_gaps
from benchmarks.answers import Outcome
from benchmarks.asked import Asked, QuestionSet
from benchmarks.searchers import LEXICAL, PEERS, WITH_ENCODER
from bot.search import Passage


def outcome(
    confidence: float,
    *,
    first: str = "a",
    right: str = "a",
    among: bool = False,
    kind: str = "typo",
) -> Outcome:
    asked = Asked("en", kind, "?", frozenset({right} if right else ()))
    is_first = first == right
    return Outcome(asked, is_first, is_first or among, confidence, confidence >= 0.8, first)


FOUND = (
    outcome(0.9),
    outcome(0.9, first="b"),
    outcome(0.5, first="b", among=True, kind="latin"),
    outcome(0.1),
    outcome(0.9, right=""),
    outcome(0.3, right=""),
)


def test_the_figures_count_what_they_say() -> None:
    found = answers.hits(FOUND)
    assert found["all"] == (4, 0.5, 0.75)
    assert found["latin"] == (1, 0.0, 1.0)
    assert answers.auroc(FOUND) == pytest.approx((2 * 0.5 + 2 * 1 + 1) / 8)
    assert answers.at_threshold(FOUND) == pytest.approx((1 / 3, 2 / 4, 1 / 2))
    assert answers.offered(FOUND, near=0.2) == pytest.approx((1 / 4, 2 / 4, 1 / 2))
    said_and_seen = 3 * abs(0.9 - 1 / 3) + 0.5 + abs(0.1 - 1) + 0.3
    assert answers.calibration_error(FOUND) == pytest.approx(said_and_seen / 6)


def test_a_target_is_missed_on_its_wrong_side_alone() -> None:
    more, less = Row("all", ""), Row("false", "", is_less_better=True)
    assert is_missed(more, (0.49, 0.7), (0.5, 0.6))
    assert not is_missed(more, (0.496, 0.7), (0.5, 0.6)), "as it is printed"
    assert not is_missed(more, (0.5, 0.1), (0.5,)), "hit@3 has no target"
    assert is_missed(less, (0.06,), (0.05,))
    assert not is_missed(less, (0.01,), (0.05,))


def test_the_table_has_a_line_for_every_figure_and_every_system() -> None:
    one = Outcomes(FOUND, FOUND[:2])
    figures = figures_of(one, near=0.2)
    lines = rows_of(dict.fromkeys((*PEERS, LEXICAL), figures), one)
    by_label = {line[0]: line for line in lines}
    assert len(by_label) == len(answer_rows.HITS + answer_rows.JUDGED + answer_rows.RUNNING)
    assert {len(line) for line in lines} == {len(answer_rows.COLUMNS)}
    everything = dict(zip(answer_rows.COLUMNS, by_label["all"], strict=True))
    assert everything["questions"] == "4"
    assert everything["FTS5"] == ".50/.75"
    assert everything[WITH_ENCODER] == "—"
    false = dict(zip(answer_rows.COLUMNS, by_label["outside: answered"], strict=True))
    assert false[LEXICAL] == ".50 ✗"


def test_a_run_with_gaps_asks_only_what_the_entry_lacks() -> None:
    languages = ["en", "kk", "ru"]
    names = [f"entry-{number}" for number in range(30)]
    passages = tuple(
        Passage(name, language, "q", (), "a") for name in names for language in languages
    )
    asked = [Asked(one, "typo", "?", frozenset({name})) for name in names for one in languages]
    asked.append(Asked("en", "far", "?", frozenset()))
    gaps = with_gaps(QuestionSet("x", passages, tuple(asked)))
    assert {p.entry_id: p.language for p in gaps.passages} == {
        name: kept_language(name, languages) for name in names
    }
    assert len(gaps.passages) == 30
    assert len(gaps.questions) == 60
    assert {kept_language(name, languages) for name in names} == set(languages)


def test_recombined_entries_keep_their_languages_together() -> None:
    texts = {"en": "One. Two. Three. Four.", "ru": "one. two. three. four."}
    passages = tuple(Passage("a", lang, f"{lang} q", (), text) for lang, text in texts.items())
    made = recombined([QuestionSet("x", passages, ())], 5)
    assert made == recombined([QuestionSet("x", passages, ())], 5)
    assert [one.entry_id for one in made[::2]] == [f"made/{number}" for number in range(5)]
    for english, russian in zip(made[::2], made[1::2], strict=True):
        assert english.answer.lower().replace("en q", "ru q") == russian.answer


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_ranks_by_words_and_bears_any_text(name: str) -> None:
    rank = PEERS[name](
        [
            Passage("bus", "en", "When does the bus leave?", (), "At noon."),
            Passage("lunch", "en", "Where is lunch?", (), "In the hall."),
            Passage("lunch", "ru", "Где обед?", (), "В зале."),
            Passage("badge", "en", "Who gives me a badge?", (), "The duty officer."),
        ]
    )
    assert rank("Обед где", "ru")[0] == ["lunch"]
    assert rank("lunch in the hall", "en")[0][0] == "lunch"
    for empty in ("", "?!", '"', "zzz"):
        assert rank(empty, "en") == ([], 0.0)
