"""The words of the extraction, read once from reference/bulletin_*.csv and the tables of the domain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from analysis import reference

PLAN_CODES = frozenset({"planned", "done", "reached"})

_PLACED = {}
for _old, _new in (("o", "a"), ("o", "e"), ("u", "y")):
    for _toned, _plain in zip(
        {"o": "òóỏõọ", "u": "ùúủũụ"}[_old], {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}[_new], strict=True
    ):
        _PLACED[_old + _plain] = _toned + _new
# Only open syllables are written both ways: "hoà" and "hòa", but "hoàn" alone.
_TONES = re.compile(rf"(?:{'|'.join(_PLACED)})(?!\w)")
_LOOKALIKES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\t": " ", "ð": "đ"})


def fold(text: str) -> str:
    """The text in small letters with tone marks in one place, character for character as long as before.

    >>> fold("Thành uỷ, KHOÁ học")
    'thành ủy, khóa học'
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    return _TONES.sub(lambda match: _PLACED[match[0]], small.translate(_LOOKALIKES))


@lru_cache(maxsize=10_000)
def _key(phrase: str) -> str:
    return re.sub(r"\s*([,/-])\s*", r"\1", " ".join(fold(phrase).split()))


# How the characters of a phrase may be spaced in a text.
_SPACED = {" ": r"\s+", ",": r"\s*,\s*", "/": r"\s*/\s*", "-": r"\s*-\s*"}


def _pattern(phrases: Iterable[str]) -> str:
    """Phrases as one expression, a tree of their characters, so that no place of a text is tried for each of them.

    >>> _pattern(["lớp", "lớp học", "khóa"])
    '(?:lớp(?:\\\\s+học)?|khóa)'
    """
    root: dict[str, dict] = {}
    for phrase in phrases:
        node = root
        for char in phrase:
            node = node.setdefault(char, {})
        node[""] = {}
    return _tree(root)


def _tree(node: dict[str, dict]) -> str:
    branches = [_SPACED.get(char, re.escape(char)) + _tree(rest) for char, rest in node.items() if char]
    if len(branches) < 2 and "" not in node:
        return "".join(branches)
    return f"(?:{'|'.join(branches)}){'?' if '' in node else ''}" if branches else ""


@dataclass(frozen=True)
class Found:
    """A phrase of a table in a text: where it stands, and the code of its row."""

    start: int
    end: int
    phrase: str
    code: str


class Phrases:
    """A table of phrases with codes; where two match at one place, the longer one wins."""

    def __init__(self, codes: Mapping[str, str]):
        self.codes = {_key(phrase): code for phrase, code in codes.items()}

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{_pattern(self.codes)})(?!\w)")

    def _found(self, match: re.Match[str]) -> Found:
        key = _key(match[0])
        return Found(match.start(), match.end(), key, self.codes[key])

    def within(self, folded: str, start: int, end: int) -> Iterator[Found]:
        """Every phrase between two places of a folded text, in order."""
        return map(self._found, self._expression.finditer(folded, start, end))

    def at(self, folded: str, start: int) -> Found | None:
        """The longest phrase that begins at a place, or None."""
        match = self._expression.match(folded, start)
        return self._found(match) if match else None

    def ends_at(self, folded: str, end: int, reach: int = 40) -> Found | None:
        """The longest phrase that ends at a place (spaces in between do not count), or None."""
        words = folded[max(0, end - reach) : end].split()
        for size in range(min(len(words), 5), 0, -1):
            phrase = " ".join(words[-size:])
            if phrase in self.codes:
                return Found(end - len(phrase), end, phrase, self.codes[phrase])
        return None


def _table(name: str, word: str, code: str, keep: Iterable[tuple[str, str]] = ()) -> Phrases:
    wanted = tuple(keep)
    return Phrases(
        {
            row[word]: row[code]
            for row in reference.rows(name)
            if all(row[column] in value.split("|") for column, value in wanted)
        }
    )


@cache
def units() -> Phrases:
    """Words that follow a figure and say what it counts -> unit_code."""
    return _table("bulletin_units", "word", "unit_code")


@cache
def sure_words() -> frozenset[str]:
    """The unit words that by themselves say that training is meant: "học viên", "lớp bồi dưỡng"."""
    return _words_of_role("training")


@cache
def pupils() -> frozenset[str]:
    """The unit words for those who sit in classes anyway: only a verb of training says that training is meant."""
    return _words_of_role("pupil")


@cache
def counters() -> frozenset[str]:
    """The unit words that count anybody and name nobody: "người", "đồng chí", "lượt"."""
    return _words_of_role("counter")


def _words_of_role(role: str) -> frozenset[str]:
    rows = reference.rows("bulletin_units")
    return frozenset(_key(row["word"]) for row in rows if role in row["role"].split("|"))


@cache
def measures(side: str) -> Phrases:
    """Cues -> measure_code, or training, elsewhere, event, done; ``side`` is before or after the figure.

    A phrase with two rows ("đào tạo được": trained, and done) says here what was done, in ``plans`` the other.
    """
    rows = [row for row in reference.rows("bulletin_measures") if row["side"] in ("any", side)]
    rows.sort(key=lambda row: row["measure_code"] not in PLAN_CODES)
    return Phrases({row["phrase"]: row["measure_code"] for row in rows})


@cache
def plans() -> Phrases:
    """The cues before a figure that say planned or done; whatever else their words may mean."""
    wanted = [("side", "any|before"), ("measure_code", "planned|done|reached")]
    return _table("bulletin_measures", "phrase", "measure_code", wanted)


@cache
def grades() -> Phrases:
    """Grade words of running text -> grade_code."""
    return _table("bulletin_grades", "phrase", "grade_code")


@cache
def requirements() -> Phrases:
    """Words that make a grade a condition of entry and no result."""
    return Phrases({row["phrase"]: "requirement" for row in reference.rows("bulletin_requirements")})


@cache
def other_classes() -> Phrases:
    """Words that turn to another class or year, so that a share after them is none of the count before them."""
    return Phrases({row["phrase"]: "other class" for row in reference.rows("bulletin_other_classes")})


@cache
def phrase_ends(place: str = "any") -> Phrases:
    """Words that end the words of an audience: verbs, places, shares; ``place`` is "after a comma" for those that
    do so only where "phó bí thư" would go on.
    """
    return _table("bulletin_phrase_ends", "phrase", "place", [("place", place)])


@cache
def programmes() -> Phrases:
    """Programmes that name whom a class is for where nothing else does: "trung cấp lý luận chính trị"."""
    return Phrases({row["phrase"]: "programme" for row in reference.rows("bulletin_programmes")})


@cache
def modes() -> Phrases:
    """Places -> mode_code."""
    return _table("bulletin_modes", "phrase", "mode_code")


@cache
def not_counts(side: str) -> Phrases:
    """Words directly before or after a figure -> why it is no count; an empty reason means that it is one."""
    return _table("bulletin_not_counts", "phrase", "reason", [("side", side)])


@cache
def levels() -> Phrases:
    """The aliases of reference/levels.csv -> level_code."""
    return Phrases(dict(reference.aliases("level")))


@cache
def level_places() -> Mapping[str, str]:
    """level_code -> the place that a text must name before its words mean that level."""
    return {row["level_code"]: fold(row["place"]) for row in reference.rows("bulletin_levels")}
