"""Clusters: like questions together, the same whatever order they come in."""

import random

from bot.search.clusters import Cluster, clusters

ASKED = [
    ("en", "Where is the gym?"),
    ("en", "where is the gym"),
    ("en", "Is there a gym?"),
    ("en", "What is the wifi password?"),
    ("en", "wifi password"),
    ("en", "When is lunch?"),
    ("kk", "Асхана қайда?"),
    ("kk", "асхана кайда"),
    ("kk", "Ashana qaida?"),
    ("ru", "Где столовая?"),
]


def test_like_questions_stand_together_the_biggest_cluster_first() -> None:
    assert clusters(ASKED) == [
        Cluster("en", 3, ("Where is the gym?", "Is there a gym?")),
        Cluster("kk", 3, ("Асхана қайда?", "Ashana qaida?")),
        Cluster("en", 2, ("What is the wifi password?", "wifi password")),
        Cluster("en", 1, ("When is lunch?",)),
        Cluster("ru", 1, ("Где столовая?",)),
    ]


def test_the_order_of_the_questions_makes_no_difference() -> None:
    expected, chance = clusters(ASKED), random.Random(3)
    for _ in range(20):
        shuffled = chance.sample(ASKED, len(ASKED))
        assert clusters(shuffled) == expected


def test_every_question_is_counted_once() -> None:
    asked = [(language, f"{text} {n % 3}") for n in range(7) for language, text in ASKED]
    assert sum(one.count for one in clusters(asked)) == len(asked)
    assert clusters([]) == []


def test_the_same_words_in_two_languages_stay_apart() -> None:
    found = clusters([("ru", "пароль wifi"), ("kk", "пароль wifi")])
    assert [(one.language, one.count) for one in found] == [("kk", 1), ("ru", 1)]


def test_questions_without_a_word_are_one_cluster() -> None:
    assert clusters([("en", "???"), ("en", "🙂"), ("en", "???")]) == [Cluster("en", 3, ("???",))]
