"""Errors say what, where and how to mend; ten faults in full, the rest counted."""

from analysis.errors import DataError, Fault


def test_ten_faults_in_full_and_the_rest_counted():
    told = str(DataError(Fault("x.csv", "is wrong.", row) for row in range(2, 15))).splitlines()
    assert len(told) == 11
    assert told[9] == "x.csv, row 11: is wrong."
    assert told[10] == "... and 3 more faults."


def test_one_fault_too_many_is_counted_in_the_singular():
    assert str(DataError([Fault("x.csv", "is wrong.")] * 11)).splitlines()[-1] == "... and 1 more fault."
