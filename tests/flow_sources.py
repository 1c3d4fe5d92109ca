"""The changes of the notebooks on published statements, and what follows each."""

from __future__ import annotations

from flow import Change, add, put, row, told, word

COMMUNES = (("level_code", "commune_secretary"),)
FLOW: dict[str, dict[str, Change]] = {
    "throughput_by_level": {
        "a printed word": Change(
            "read", "statements", word("hơn 1.000", "gần 1.000"),
            {"title": "s", "tiles": "s", "key": "s", "levels": "spt", "attendances": "spt", "unsaid": "s",
             "footer": "s"},
        ),
        "a printed word, on the page of its level": Change(
            "read", "statements", word("hơn 1.000", "gần 1.000"),
            {"title": "s", "key": "s", "levels": "spt", "printed": "st", "unsaid": "s", "footer": "s"}, COMMUNES,
        ),
        "the people of a level": Change(
            "measures", "levels", add("level_code == 'city_managed' and quantity == 'people'", "low", -1),
            {"levels": "spt"},
        ),
        "the attendances of a level": Change(
            "measures", "levels", add("level_code == 'city_managed' and quantity == 'attendances'", "low", -1),
            {"attendances": "spt"},
        ),
        "the words of a group": Change("measures", "groups", word("91", "92"), {}),
        "the words of a group as cited": Change(
            "measures", "groups", lambda frame: frame.assign(cited=frame["cited"].replace("“91”", "“92”")),
            {"levels": "s"},
        ),
        "a plan": Change(
            "measures", "plans", add("level_code == 'city_managed'", "planned_low"),
            {"tiles": "s", "levels": "spt", "assumptions": "s"},
        ),
        "what remains": Change(
            "measures", "remaining", add("admission_basis == 'admitted' and reading == 'literal'", "high"),
            {"remaining": "spt"},
        ),
        "a total": Change(
            "measures", "totals", add("condition == 'whatever_overlaps' and reading == 'literal'", "low"),
            {"title": "s", "tiles": "s", "attendances": "spt", "footer": "s"},
        ),
        "a share": Change(
            "measures", "shares", add("level_code == 'city_managed'", "low_count"), {"attendances": "spt"}
        ),
        "a word of those that are cited": Change(
            "measures", "counted", word("91", "92"), {"levels": "s", "attendances": "s"}
        ),
        "the frame of a picture of the analyst's": Change(
            "picture", "people", add("level_code == 'city_managed'", "low", -1), {}
        ),
    },
}  # fmt: skip
FLOW["grade_distribution"] = {
    "a word of the class": Change(
        "statements", "own", word("trên 98%", "gần 98%"),
        {"title": "s", "tiles": "s", "key": "s", "grades": "spt", "closings": "spt", "not_said": "s", "footer": "s"},
    ),
    "a word of one class of several": Change(
        "statements", "own", word("25.5%", "35.6%"), {"closings": "spt", "every_class": "t"},
        (("class_code", "all"),),
    ),
    "a word of another class": Change("statements", "statements", word("25.5%", "35.6%"), {"closings": "spt"}),
    "a word that is checked": Change("checked", "checked", word("22", "23"), {"grades": "s"}),
    "a count that contradicts another": Change(
        "statements", "own", word("22", "300"),
        {"title": "s", "tiles": "s", "banner": "s", "key": "s", "grades": "spt", "closings": "spt", "not_said": "s",
         "footer": "s"},
    ),
    "words that cannot all be read by convention": Change(
        "checked", "clashes",
        row(source_code="hanoi-2023-11-04", class_code="hanoi_class_2", date="2023-11-04", clash="1",
            statement_code="class_2_good_or_better", printed="trên 98%", cited="“trên 98%”", grade_code="good",
            at_or_above="true", measure_code="graded", is_word=True, usual_low=251, usual_high=253, edited=""),
        {"banner": "s", "grades": "s"},
    ),
    "a bound": Change(
        "bounds", "bounds", add("quantity == 'good_up' and reading == 'literal'", "high", -1),
        {"title": "s", "tiles": "s", "grades": "spt", "footer": "s"},
    ),
    "a bound that is only shown": Change("bounds", "stated", add("quantity == 'good_up'", "high", -1), {}),
    "a bound that is only drawn": Change("picture-bounds", "one", add("quantity == 'good_up'", "high", -1), {}),
    "a share of a wider group": Change(
        "bases", "bases", add("base == 'good_up' and reading == 'conventional'", "high", -1), {"not_said": "s"}
    ),
    "those commended with a grade": Change(
        "bases", "commended", add("quantity == 'good_up' and reading == 'literal'", "low", -1), {"grades": "s"}
    ),
    "a word of all, when it is compared": Change("compared", "everyone", word("25.5%", "35.6%"), {}),
    "a class of the comparison": Change(
        "compared", "compared", add("class_code == 'cho_gao_2017' and quantity == 'very_good_up'", "high"),
        {"closings": "spt"},
    ),
    "a class that is only shown": Change("compared", "top", add("class_code == 'cho_gao_2017'", "high"), {}),
    "a class of a group that is only drawn": Change(
        "picture-compared", "group", add("class_code == 'hanoi_class_2'", "high", -1), {}
    ),
    "a class that is only drawn": Change(
        "picture-compared", "once", add("class_code == 'hanoi_class_2'", "high", -1), {}
    ),
    "a topic that the class was taught": Change(
        "taught", "taught", put("topic_code == 'cadre_work'", "is_new", False), {"taught": "st"}
    ),
}  # fmt: skip
FLOW["programme_overview"] = {
    "a printed word of a level": Change(
        "read", "statements", word("hơn 1.000", "gần 1.000"),
        {"title": "s", "overview": "spt", "key": "s", "footer": "s"},
    ),
    "a printed word of a class": Change(
        "read", "statements", word("gần 60%", "gần 50%"), {"overview": "spt", "key": "s"}
    ),
    "the number of a level": Change(
        "measures", "rows", add("level_code == 'city_managed' and quantity == 'people'", "low", -1), {"overview": "spt"}
    ),
    "what is left open of a number": Change(
        "measures", "rows", put("quantity == 'commended'", "open_codes", "number"), {"overview": "spt"}
    ),
    "the levels and classes that are shown": Change(
        "measures", "rows", lambda frame: frame.query("level_code == 'city_managed'"),
        {"title": "s", "overview": "spt", "unsaid": "s", "footer": "s"},
    ),
    "a total": Change(
        "measures", "totals", add("condition == 'whatever_overlaps' and reading == 'literal'", "low"),
        {"title": "s", "overview": "spt", "footer": "s"},
    ),
    "a word of those that are cited": Change("measures", "counted", word("91", "92"), {"overview": "spt"}),
    "the frame of a picture of the analyst's": Change(
        "picture", "people", add("level_code == 'city_managed'", "low", -1), {}
    ),
    "a topic that a class was taught": Change(
        "taught", "taught", put("topic_code == 'cadre_work'", "is_new", False), {"taught": "st"}
    ),
}  # fmt: skip
FLOW["publication_audit"] = {
    "a count that no longer fits": Change(
        "read", "statements", word("256", "21"),
        {"title": "s", "tiles": "s", "banner": "s", "instead": "st", "every": "st", "footer": "s"},
    ),
    "a verdict": Change(
        "verdicts", "verdicts", put("printed == 'trên 98%'", "verdict", "undetermined"), {"tiles": "s", "every": "st"}
    ),
    "a number that a word leaves": Change("verdicts", "verdicts", add("printed == 'trên 98%'", "low"), {"every": "t"}),
    "the right figure": Change(
        "verdicts", "verdicts", put("verdict == 'inconsistent'", "instead", "59"), {"instead": "t"}
    ),
    "a word of a contradiction": Change(
        "verdicts", "contradictions", put("printed == '55.7%'", "printed", "54.5%"),
        {"title": "s", "banner": "s", "instead": "t", "every": "t", "footer": "s"},
    ),
    "a share that is only drawn": Change("left", "shares", add("printed == 'trên 98%'", "low"), {}),
}  # fmt: skip
FLOW["bulletin_against_register"] = {
    "a printed word": Change("c2", "statements", word("gần 60%", "gần 90%"), {"figures": "spt"}),
    "a printed count": Change(
        "c2", "statements", word("22", "23"), {"title": "s", "tiles": "s", "figures": "spt", "footer": "s"}
    ),
    "a printed count of those compared": Change(
        "c4", "printed", word("22", "23"), {"title": "s", "tiles": "s", "figures": "spt", "footer": "s"}
    ),
    "the suppression of a register": Change("c2", "about", told(threshold=7), {"footer": "s"}),
    "the name of a register": Change(
        "c2", "about", told(register="oulad"), {"title": "s", "figures": "s", "footer": "s"}
    ),
    "a register of others": Change(
        "c2", "about", told(kind="foreign", people="Others"), {"title": "s", "notice": "s", "footer": "s"}
    ),
    "a published count": Change(
        "c2", "counts",
        add("dimension == 'class' and (table == 'grades' and column in ('excellent', 'total') or "
            "table == 'cuts' and column == 'very_good_up')", "count", 8),
        {"title": "s", "tiles": "s", "figures": "spt", "footer": "s"},
    ),
    "what the register leaves possible": Change(
        "c4", "registered", add("statement_code == 'class_2_commended'", "high"),
        {"title": "s", "tiles": "s", "figures": "spt", "footer": "s"},
    ),
    "a verdict": Change(
        "c7", "matches", put("statement_code == 'class_2_commended'", "verdict", "contradicts"),
        {"title": "s", "tiles": "s", "figures": "spt", "footer": "s"},
    ),
    "a bound of the words": Change(
        "c7", "matches", add("statement_code == 'class_2_good_or_better' and reading == 'literal'", "low"),
        {"figures": "spt"},
    ),
    "no count that is suppressed": Change(
        "c7", "matches", put("is_suppressed", "is_suppressed", False), {"figures": "spt", "reading": "s"}
    ),
    "a bound that is only drawn": Change(
        "c10", "literal", add("statement_code == 'class_2_good_or_better'", "low"), {}
    ),
}  # fmt: skip
FLOW["_template"] = {
    "a printed word": Change(
        "read", "statements", word("hơn 1.000", "gần 1.000"), {"title": "s", "picture": "spt", "footer": "s"}
    ),
    "a measure, of which another frame was made": Change(
        "frame", "groups", add("level_code == 'city_managed'", "low", -1), {}
    ),
    "the frame of the block": Change(
        "frame", "own", add("statement_code == 'city_managed'", "low", -1), {"picture": "spt"}
    ),
}  # fmt: skip
