"""What was meant by a text typed with the keyboard set to another language.

Key by key: English QWERTY, Russian, and Kazakh, whose own letters stand on the row of digits.
"""

import re

_ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_SHIFTED = str.maketrans('~{}:"<>', "`[];',.")
_TO_RUSSIAN = str.maketrans(_ENGLISH, _RUSSIAN)
_TO_ENGLISH = str.maketrans(_RUSSIAN, _ENGLISH)
_KAZAKH_ROW = str.maketrans("2345890-=", "әіңғүұқөһ")
_LATIN = re.compile("[a-z]")
_CYRILLIC = re.compile("[а-яёәғқңөұүһі]")


def other_readings(text: str) -> list[str]:
    """The text as the same keys give it in other layouts."""
    typed = text.casefold()
    if len(_LATIN.findall(typed)) > len(_CYRILLIC.findall(typed)):
        keys = typed.translate(_SHIFTED)
        russian = keys.translate(_TO_RUSSIAN)
        kazakh = keys.translate(_KAZAKH_ROW).translate(_TO_RUSSIAN)
        return [russian] if kazakh == russian else [russian, kazakh]
    return [typed.translate(_TO_ENGLISH)] if _CYRILLIC.search(typed) else []
