"""Settings: every wrong value is one clear fault, with its line, and never shows a secret."""

from itertools import pairwise
from pathlib import Path

import pytest

from bot.domain.errors import Fault, Faulty
from bot.i18n import languages, translator_for
from bot.settings import (
    DEFAULT_ENCODER,
    NAMES,
    SECRET_NAMES,
    SHIPPED_COURSES,
    Listen,
    Settings,
    read_settings,
)

ROOT = Path(__file__).parent.parent
TOKEN = "7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawo"


def faults(environment: dict[str, str], env_file: Path = Path("none.env")) -> tuple[Fault, ...]:
    """Everything that is wrong."""
    with pytest.raises(Faulty) as caught:
        read_settings(environment, env_file)
    return caught.value.faults


def test_nothing_set_gives_the_defaults() -> None:
    defaults = Settings(encoder_file=DEFAULT_ENCODER)
    assert read_settings({}, Path("none.env")) == defaults
    assert read_settings(dict.fromkeys(NAMES, " "), Path("none.env")) == defaults


def test_every_setting_is_read(tmp_path: Path) -> None:
    given = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": "http://127.0.0.1:8082/",
        "DATABASE_URL": "postgresql+asyncpg://qalqan:secret@db:5432/qalqan",
        "ADMIN_IDS": " 1, 5000000000 ,",
        "TIMEZONE": "Europe/Berlin",
        "COURSES_DIR": str(tmp_path),
        "WEBHOOK_URL": "https://bot.example.org/qalqan/",
        "WEBHOOK_LISTEN": "0.0.0.0:8443",
        "WEBHOOK_SECRET": "a_b-C9",
        "SEND_RATE": "25",
        "ASK_LIMIT": "5",
        "ENCODER_FILE": "models/other.onnx",
        "PROXY_URL": "socks5://user:word@10.0.0.1:1080",
        "SANDBOX_LISTEN": "[::1]:0",
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "json",
    }
    assert set(given) == set(NAMES)
    assert read_settings(given, Path("none.env")) == Settings(
        bot_token=TOKEN,
        telegram_api_url="http://127.0.0.1:8082",
        database_url="postgresql+asyncpg://qalqan:secret@db:5432/qalqan",
        admin_ids=frozenset({1, 5_000_000_000}),
        timezone="Europe/Berlin",
        courses_dir=tmp_path,
        webhook_url="https://bot.example.org/qalqan",
        webhook_listen=Listen("0.0.0.0", 8443),
        webhook_secret="a_b-C9",
        send_rate=25,
        ask_limit=5,
        encoder_file=Path("models/other.onnx"),
        proxy_url="socks5://user:word@10.0.0.1:1080",
        sandbox_listen=Listen("::1", 0),
        log_level="DEBUG",
        log_format="json",
    )


WRONG = [
    ("BOT_TOKEN", "hunter2"),
    ("BOT_TOKEN", "7000000001"),
    ("BOT_TOKEN", "123456789:with space"),
    ("BOT_TOKEN", "١٢٣:abc"),
    ("TELEGRAM_API_URL", "api.telegram.org"),
    ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
    ("TELEGRAM_API_URL", "https://"),
    ("TELEGRAM_API_URL", "http://host:port"),
    ("TELEGRAM_API_URL", "http://[::1"),
    ("DATABASE_URL", "qalqan.db"),
    ("DATABASE_URL", "sqlite:///qalqan.db"),
    ("DATABASE_URL", "sqlite+aiosqlite://qalqan.db"),
    ("DATABASE_URL", "sqlite+aiosqlite:///"),
    ("DATABASE_URL", "postgresql://localhost/qalqan"),
    ("DATABASE_URL", "postgresql+asyncpg://u:hunter2@localhost:port/qalqan"),
    ("DATABASE_URL", "mysql+aiomysql://localhost/qalqan"),
    ("ADMIN_IDS", "anna"),
    ("ADMIN_IDS", "1;2"),
    ("ADMIN_IDS", "-5"),
    ("ADMIN_IDS", "²"),
    ("ADMIN_IDS", "1" * 5000),
    ("TIMEZONE", "Mars/Base"),
    ("TIMEZONE", "Asia"),
    ("TIMEZONE", "../Almaty"),
    ("TIMEZONE", "UTC+5"),
    ("TIMEZONE", "x" * 500),
    ("COURSES_DIR", "/nowhere/at/all"),
    ("COURSES_DIR", __file__),
    ("WEBHOOK_URL", "http://bot.example.org"),
    ("WEBHOOK_URL", "bot.example.org"),
    ("WEBHOOK_LISTEN", "8080"),
    ("WEBHOOK_LISTEN", ":8080"),
    ("WEBHOOK_LISTEN", "localhost:"),
    ("WEBHOOK_LISTEN", "localhost:65536"),
    ("WEBHOOK_LISTEN", "localhost:8²"),
    ("WEBHOOK_SECRET", "with space"),
    ("WEBHOOK_SECRET", "құпия"),
    ("WEBHOOK_SECRET", "x" * 257),
    ("SEND_RATE", "0"),
    ("SEND_RATE", "-1"),
    ("SEND_RATE", "2.5"),
    ("SEND_RATE", "²"),
    ("SEND_RATE", "10001"),
    ("ASK_LIMIT", "0"),
    ("ASK_LIMIT", "a lot"),
    ("ENCODER_FILE", "/"),
    ("PROXY_URL", "10.0.0.1:1080"),
    ("PROXY_URL", "ssh://hunter2@10.0.0.1"),
    ("SANDBOX_LISTEN", "0.0.0.0:8081"),
    ("SANDBOX_LISTEN", "192.168.1.5:8081"),
    ("SANDBOX_LISTEN", "example.org:8081"),
    ("LOG_LEVEL", "LOUD"),
    ("LOG_FORMAT", "xml"),
]


def test_every_setting_is_tried_with_a_wrong_value() -> None:
    assert {name for name, _ in WRONG} == set(NAMES)


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_one_fault_of_that_setting(name: str, value: str) -> None:
    (fault,) = faults({name: value})
    assert str(fault.place) == name
    assert fault.args["name"] == name
    for language in languages():
        text = translator_for(language).plain(fault.key, **fault.args)
        assert name in text
        if name in SECRET_NAMES:
            assert value not in text


@pytest.mark.parametrize(("name", "value"), [pair for pair in WRONG if len(pair[1]) < 5000])
def test_a_wrong_value_in_the_file_is_named_with_its_line(
    tmp_path: Path, name: str, value: str
) -> None:
    path = tmp_path / ".env"
    path.write_text(f"# A remark\n\n  \n\nLOG_FORMAT=\n\t\n{name}='{value}'\n", encoding="utf-8")
    (fault,) = faults({}, path)
    assert str(fault.place) == ".env:7"


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("LOG_LEVEL=INFO\nnot a setting\n", ".env:2", "setting-line"),
        ("BOT_TOKEN\n", ".env:1", "setting-line"),
        ("\n\n=1\n", ".env:3", "setting-line"),
        ("# x\nBOT_TOKN=1:abc\n", ".env:2", "setting-unknown"),
        ("export SEND_RATE=many\r\n", ".env:1", "setting-rate"),
        ("\ufeffSEND_RATE=many\n", ".env:1", "setting-rate"),
    ],
)
def test_a_line_that_is_no_setting_is_named(
    tmp_path: Path, text: str, place: str, key: str
) -> None:
    path = tmp_path / ".env"
    path.write_text(text, encoding="utf-8")
    (fault,) = faults({}, path)
    assert (str(fault.place), fault.key) == (place, key)


def test_a_file_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes("# Токен\nBOT_TOKEN=\n".encode("cp1251"))
    assert [fault.key for fault in faults({}, path)] == ["setting-file"]


def test_every_wrong_value_is_named_at_once() -> None:
    wrong = {"SEND_RATE": "many", "TIMEZONE": "Mars/Base", "LOG_FORMAT": "xml"}
    assert {str(fault.place) for fault in faults(wrong)} == set(wrong)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("SEND_RATE=many\nLOG_FORMAT=json\n", encoding="utf-8")
    settings = read_settings({"SEND_RATE": "7"}, path)
    assert (settings.send_rate, settings.log_format) == (7, "json")


def test_a_server_of_ones_own_takes_webhooks_without_tls() -> None:
    own = {"WEBHOOK_URL": "http://127.0.0.1:9000", "TELEGRAM_API_URL": "http://127.0.0.1:8082"}
    assert read_settings(own, Path("none.env")).webhook_url == "http://127.0.0.1:9000"


def test_settings_do_not_print_their_secrets() -> None:
    secrets = {
        "BOT_TOKEN": TOKEN,
        "DATABASE_URL": "postgresql+asyncpg://u:hunter2@db/qalqan",
        "WEBHOOK_SECRET": "hunter3",
        "PROXY_URL": "http://u:hunter4@proxy:1",
    }
    assert set(secrets) == SECRET_NAMES
    shown = repr(read_settings(secrets, Path("none.env")))
    assert "hunter" not in shown
    assert TOKEN not in shown


def test_the_webhook_secret_is_derived_from_the_token_and_fits_telegram() -> None:
    one, other = Settings(bot_token="1:a"), Settings(bot_token="1:b")
    assert one.secret_token == Settings(bot_token="1:a").secret_token != other.secret_token
    assert 0 < len(one.secret_token) <= 256
    assert one.secret_token.isalnum()
    assert Settings(bot_token="1:a", webhook_secret="own").secret_token == "own"


def test_the_example_is_read_as_the_defaults_and_lists_every_setting() -> None:
    example = ROOT / ".env.example"
    defaults = Settings(courses_dir=SHIPPED_COURSES, encoder_file=DEFAULT_ENCODER)
    assert read_settings({}, example) == defaults
    lines = example.read_text(encoding="utf-8").splitlines()
    assert [line.partition("=")[0] for line in lines if line and line[0] != "#"] == list(NAMES)
    for before, line in pairwise(lines):
        assert line.startswith("#") or not line or before.startswith("# "), line
