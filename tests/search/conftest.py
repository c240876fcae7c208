"""A few entries, and what the search knows of words, read once."""

from pathlib import Path

import pytest

from bot.search import Engine, Passage
from bot.search.encoder import Encoder, load_encoder
from bot.search.fitted import shipped
from bot.search.thesaurus import Thesaurus, shipped_concepts

ENCODER_FILE = Path(__file__).parents[2] / "data" / "encoder.onnx"

PASSAGES = (
    Passage(
        "mandate",
        "en",
        "What is a protection mandate?",
        ("mandate definition",),
        "It tasks a mission with protecting civilians.",
    ),
    Passage(
        "mandate", "kk", "Қорғау мандаты деген не?", ("мандат анықтамасы",), "Миссияға міндет."
    ),
    Passage("visa", "en", "Do I need a visa?", ("entry permit",), "Most guests do not need one."),
    Passage("visa", "ru", "Нужна ли виза?", ("въезд",), "Большинству гостей не нужна."),
    Passage("canteen", "en", "Where is the canteen?", ("mess hall",), "Behind the gym, from 7:00."),
    Passage("canteen", "kk", "Асхана қайда?", (), "Спортзалдың артында, сағат 7-ден."),
    Passage("badge", "en", "What if I lose my badge?", (), "Report to the duty officer."),
    Passage("badge", "ru", "Что делать, если потерял пропуск?", (), "Доложите дежурному."),
    Passage("wound", "en", "How do I treat a bleeding wound?", (), "Press on it with a bandage."),
    Passage("laundry", "en", "When is the laundry open?", (), "On Saturdays until noon."),
    Passage("wifi", "en", "What is the wifi password?", (), "It hangs on the notice board."),
    Passage("exam", "ru", "Когда экзамен?", ("дата зачёта",), "В последний день курса."),
    Passage("roe", "en", "ROE", ("rules of engagement", "What is ROE?"), "", is_exact=True),
)


def of(*names: str) -> list[Passage]:
    """The passages of some of the entries."""
    return [passage for passage in PASSAGES if passage.entry_id in names]


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    """The shipped one."""
    return Thesaurus(shipped_concepts())


@pytest.fixture(scope="session")
def small(thesaurus: Thesaurus) -> Engine:
    """An engine of the few entries, without sentence vectors."""
    return Engine(PASSAGES, thesaurus, shipped(has_encoder=False))


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The model that `make encoder` fetches."""
    found = load_encoder(ENCODER_FILE)
    if found is None:
        pytest.skip("make encoder fetches it")
    return found
