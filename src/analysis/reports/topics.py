"""What a class was taught, as the text names it: a block that the page of the class and the overview show."""

from __future__ import annotations

import pandas as pd

from analysis.pages.blocks import SourceLine, TableBlock
from analysis.pages.tables import Cell, Column, ReportTable
from analysis.reports import common
from analysis.vocabulary import checksums, labels

say = labels.section("topics")


@common.marked
def taught(topics: pd.DataFrame, language: str) -> TableBlock | None:
    """The topics of a class, of several with the class of each; None of no topic.

    ``topics`` has the columns of :func:`processed.topics`. What nobody edited is quoted in the words of the text.
    """
    if topics.empty:
        return None
    topics = topics.sort_values(["class_code", "order"], kind="stable")
    count, new = len(topics), int(topics["is_new"].sum())
    key = "headline_new" if new else "headline" if count > 1 else "headline_one"
    name = labels.joined(labels.code("class", code, language) for code in topics["class_code"].unique())
    of = "new" if new else "all"
    return TableBlock(
        key="taught",
        language=language,
        headline=say(key, language, name=name, count=count, new=new),
        subtitle=" ".join([say("sub", language), *_said(topics, "open_list", of, language)]),
        table=_table(topics, name, language),
        sources=_sources(topics, language),
        note=tuple(_said(topics, "valued", of, language)),
        numbers=(count, new),
    )


def _said(topics: pd.DataFrame, word: str, of: str, language: str) -> list[str]:
    """What the text says of its list, or of how learners valued it; nothing where it says none of this."""
    told = _in(word, language, topics)
    pairs = dict(zip(topics[word], topics[told], strict=True))
    seen = not checksums.is_edited_topic(topics).any()
    cited = [
        _cited(words, seen) + (f" ({other})" if other not in ("", words) else "") for words, other in pairs.items()
    ]
    return [say(f"{word}_{of}", language, quoted=quoted) for quoted in cited if quoted]


def _in(column: str, language: str, topics: pd.DataFrame) -> str:
    """The column that has the words of another in a language; the other itself where there is none."""
    return f"{column}_{language}" if f"{column}_{language}" in topics else column


def _cited(words: str, is_seen: bool) -> str:
    return f"“{words}”" if words and is_seen else words


def _table(topics: pd.DataFrame, name: str, language: str) -> ReportTable:
    told, unsaid = _in("title", language, topics), say("unsaid", language)
    columns = [Column("topic", say("column_topic", language), "quote" if told == "title" else "text")]
    columns += [Column("words", say("column_words", language), "quote")] if told != "title" else []
    columns += [Column("class", say("column_class", language))] if topics["class_code"].nunique() > 1 else []
    columns += [Column(key, say(f"column_{key}", language)) for key in ("is_new", "given_by", "locator")]
    rows = []
    for row, is_edited in zip(topics.to_dict("records"), checksums.is_edited_topic(topics), strict=True):
        words = _cited(row["title"], not is_edited)
        cells: dict[str, Cell] = {
            "topic": words if told == "title" else row[told] or words,
            "words": words,
            "class": labels.code("class", row["class_code"], language),
            "is_new": common.answer(row["is_new"], language),
            "given_by": labels.code("given_by", row["given_by"], language) or unsaid,
            "locator": common.locator(row["locator"], language) or unsaid,
        }
        rows.append(tuple(cells[column.key] for column in columns))
    return ReportTable(say("caption", language, name=name), tuple(columns), tuple(rows))


def _sources(topics: pd.DataFrame, language: str) -> tuple[SourceLine, ...]:
    """One line a file of topics: the title of the text, who printed it and when, its caveats."""
    return tuple(
        common.titled(common.about_topics(code, language), language) for code in topics["source_code"].unique()
    )
