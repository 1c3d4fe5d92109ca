"""Which encoding the texts of a column are in, with the evidence, and the texts in Unicode.

Vietnamese offices still keep texts in TCVN3 (ABC) and VNI fonts: letters of another alphabet stand for
Vietnamese ones, in a text file as in a workbook. A candidate encoding is judged by how many of the words with
other than plain letters are possible Vietnamese syllables under it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.data.registers.spelling import TONES, clean
from analysis.vocabulary import reference

LEGACY = ("tcvn3", "vni", "cp1258")
# Enough words to judge a column by; counting them all adds nothing.
SAMPLE = 5000

# What editors make of two bytes of TCVN3 on the way through the clipboard: the minus sign and the Greek mu.
_MANGLED = {"\u2212": b"\xad", "\u03bc": b"\xb5"}
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_RHYME = """a ai am an ang anh ao au ay ăm ăn ăng âm ân âng âu ây e em en eng eo ê êm ên ênh êu i im
in inh iu ia iêm iên iêng iêu y yêm yên yêng yêu o oi om on ong oong oa oai oam oan oang oanh oao
oay oăm oăn oăng oe oen oeo ô ôi ôm ôn ông ơ ơi ơm ơn u ua ui um un ung uân uây uâng uê uênh uy uya
uyên uynh uyu uôi uôm uôn uông uơ ư ưa ưi ưm ưn ưng ưu ươi ươm ươn ương ươu"""
# A syllable that ends in a stop carries the acute or the dot below, if any tone is written.
_STOPPED = """ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt yêt oc op ot
ooc oac oach oap oat oăc oăt oet ôc ôp ôt ơp ơt uc up ut uât uêch uych uyêt uyt uôc uôt ưc ưt ươc
ươp ươt"""
_OPEN = re.compile(f"{_ONSET}(?:{'|'.join(_RHYME.split())})")
_STOP = re.compile(f"{_ONSET}(?:{'|'.join(_STOPPED.split())})")
_LETTERS = re.compile(r"[^\W\d_]+")

# VNI: a mark after its letter; seven letters that only VNI has.
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}


@dataclass(frozen=True)
class Evidence:
    """The encoding of a column, its accented words, and how many are syllables under it and as they stand."""

    encoding: str
    words: int
    syllables: int
    as_it_stands: int


@cache
def _tcvn3() -> tuple[str, ...]:
    return tuple(chr(int(row["code_point"], 16)) for row in reference.rows("tcvn3"))


def _bytes(text: str) -> bytes | None:
    """The single bytes that a text of Western letters was made from; None if it holds other letters."""
    raw = bytearray()
    for letter in text:
        if letter in _MANGLED:
            raw += _MANGLED[letter]
            continue
        try:
            raw += letter.encode("cp1252")
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:
                return None
            raw.append(ord(letter))
    return bytes(raw)


def from_tcvn3(text: str) -> str | None:
    """The text that TCVN3 (ABC) letters spell, None if they cannot be TCVN3.

    >>> from_tcvn3("bé lao ®éng")
    'bộ lao động'
    """
    raw = _bytes(text)
    return None if raw is None else unicodedata.normalize("NFC", "".join(_tcvn3()[byte] for byte in raw))


def from_vni(text: str) -> str | None:
    """The text that VNI letters spell, None if they cannot be VNI.

    >>> from_vni("Xin chaøo"), from_vni("NGUYEÃN VAÊN")
    ('Xin chào', 'NGUYỄN VĂN')
    """
    if any(ord(letter) > 0xFF for letter in text):
        return None
    letters: list[str] = []
    for letter in text:
        mark = _VNI_MARKS.get(letter.lower())
        if mark and letters and letters[-1] in "aAeEoOuUyYơƠưƯ":
            letters[-1] += mark
            continue
        decoded = _VNI_LETTERS.get(letter.lower(), letter)
        letters.append(decoded.upper() if letter.isupper() else decoded)
    return unicodedata.normalize("NFC", "".join(letters))


def from_cp1258(text: str) -> str | None:
    """The text that the bytes of Windows Vietnamese spell, where the text shows them as Western letters."""
    raw = _bytes(text)
    return None if raw is None else unicodedata.normalize("NFC", raw.decode("cp1258", errors="replace"))


_DECODERS: dict[str, Callable[[str], str | None]] = {"tcvn3": from_tcvn3, "vni": from_vni, "cp1258": from_cp1258}


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable.

    >>> is_syllable("Nguyễn"), is_syllable("NguyÔn"), is_syllable("hoà"), is_syllable("khàc")
    (True, False, True, False)
    """
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = [letter for letter in letters if letter in TONES]
    plain = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))
    if len(tones) > 1:
        return False
    if _OPEN.fullmatch(plain):
        return True
    return bool(_STOP.fullmatch(plain)) and (not tones or tones[0] in "\u0301\u0323")


def _accented(texts: Iterable[str]) -> Counter[str]:
    """The words with other than plain letters, with how often they stand, up to a sample."""
    words: Counter[str] = Counter()
    for text in texts:
        if not text.isascii():
            words.update(word for word in text.split() if not word.isascii())
        if words.total() >= SAMPLE:
            break
    return words


def _fits(word: str | None) -> bool:
    parts = _LETTERS.findall(unicodedata.normalize("NFC", word)) if word else []
    return bool(parts) and all(map(is_syllable, parts))


def _scores(words: Counter[str], candidates: Iterable[str]) -> dict[str, int]:
    """How many words are syllables under each candidate."""
    return {
        name: sum(times for word, times in words.items() if _fits(_DECODERS.get(name, clean)(word)))
        for name in candidates
    }


def judge(
    columns: list[list[str]], by_bytes: str, undecoded: bool = False, stated: str | None = None
) -> list[Evidence]:
    """The encoding of each column of texts, with the evidence.

    ``by_bytes`` is the encoding of the file by its bytes; ``undecoded`` says that these are no Unicode at all, so
    that a column is taken as cp1258 where no word decides; ``stated`` is what a person says, and wins. A column
    that decides nothing follows the file as a whole.
    """
    candidates = ("cp1258", "tcvn3", "vni") if undecoded else (by_bytes, "tcvn3", "vni")
    if stated:
        candidates = (stated.lower() if stated.lower() in LEGACY else by_bytes,)
    counted = [_accented(column) for column in columns]
    tables = [_scores(words, (*candidates, "none")) for words in counted]
    whole = {name: sum(table[name] for table in tables) for name in candidates}
    leading = max(candidates, key=whole.__getitem__)
    order = (leading, *(name for name in candidates if name != leading))
    return [
        Evidence(max(order, key=table.__getitem__), words.total(), max(table[name] for name in order),
                 table["none"])
        for words, table in zip(counted, tables, strict=True)
    ]  # fmt: skip


def decode(text: str, encoding: str) -> str:
    """The text in Unicode and NFC; a text that is better as it stands (a Unicode heading) is left so."""
    decoder = _DECODERS.get(encoding)
    if decoder is None or text.isascii():
        return clean(text)
    decoded = decoder(text)
    if decoded is None or encoding == "cp1258":
        return clean(decoded or text)
    words = _accented([text])
    better = _scores(words, (encoding, "none"))
    return clean(decoded if better[encoding] >= better["none"] else text)
