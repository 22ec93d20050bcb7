"""One normal form for the spellings of a name: the table of aliases holds only what is no mere spelling.

A name becomes the sorted set of its words: case, accents, quotation marks, punctuation, articles and the
order of words fall away. "Korea, South" and "South Korea" are one name, as are "Congo, Republic of
(Brazzaville)" and "Republic of Congo (Congo - Brazzaville)".
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_MARKS = str.maketrans(dict.fromkeys(".'’‘ʼʻ`´\u200b") | {"&": " and "})
_MARKED = re.compile("[.'’‘ʼʻ`´\u200b&]")
_EMPTY = frozenset({"the", "of", "and"})
_SHORT = {
    "st": "saint",
    "rep": "republic",
    "dem": "democratic",
    "govt": "government",
    "intl": "international",
}


def unaccented(text: str) -> str:
    """The text in lower case without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold()
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text in their order: lower case, unaccented; dots and apostrophes do not divide."""
    plain = unaccented(text)
    # To translate a text is dearer than all else here, and few texts need it.
    return _WORD.findall(plain.translate(_MARKS) if _MARKED.search(plain) else plain)


def normal(text: str) -> str:
    """The normal form of a name; empty where the text has no word.

    >>> normal("Côte d’Ivoire, Republic of") == normal("Republic of Cote d'Ivoire")
    True
    >>> normal("St. Kitts & Nevis")
    'kitts nevis saint'
    """
    return " ".join(sorted({_SHORT.get(word, word) for word in words(text)} - _EMPTY))
