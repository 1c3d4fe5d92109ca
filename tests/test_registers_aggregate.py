"""One expression gives the same whole numbers, means and shares wherever it runs, however rows are split."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
import synthetic
from bench import aggregation

from analysis.data.registers import aggregate

ROWS = 20_000


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    return {suffix: synthetic.write_large(folder / f"a.{suffix}", ROWS) for suffix in ("parquet", "csv")}


@pytest.fixture(scope="module")
def expected(files):
    return aggregate.by_level_and_grade(files["parquet"])


def test_the_counts_add_up_and_the_means_are_exact(expected):
    assert expected["count"].sum() == ROWS
    row = expected.iloc[0]
    assert float(Fraction(int(row["score_sum_thousandths"]), int(row["scored_count"]))) == row["mean_score_thousandths"]
    shares = expected.groupby("level_code")["level_share"].sum()
    assert [pytest.approx(1.0)] * 5 == list(shares)


def test_csv_gives_what_parquet_gives(files, expected):
    pd.testing.assert_frame_equal(expected, aggregate.by_level_and_grade(files["csv"]), check_exact=True)


@pytest.fixture(scope="module")
def client():
    distributed = pytest.importorskip("dask.distributed")
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster,
        distributed.Client(cluster) as found,
    ):
        yield found


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_a_cluster_gives_the_same_to_the_last_digit(files, expected, suffix, client):
    found = aggregate.by_level_and_grade(files[suffix], client)
    pd.testing.assert_frame_equal(expected, found, check_exact=True)


def test_parts_add_up_to_the_whole(files, expected):
    frame = pd.read_parquet(files["parquet"])
    parts = pd.concat([aggregate._of_part(frame.iloc[at::7]) for at in range(7)])
    pd.testing.assert_frame_equal(expected, aggregate.finished(parts), check_exact=True)


@pytest.mark.parametrize("tool", [tool for tool in aggregation.TOOLS if tool != "ours"])
def test_the_tools_of_the_benchmark_compute_the_same(files, expected, tool):
    found = aggregation.TOOLS[tool](files["parquet"])
    assert list(expected["count"]) == list(found["count"])
    assert list(expected["mean_score_thousandths"]) == pytest.approx(list(found["mean"]))


def test_learners_without_a_grade_or_a_score(tmp_path):
    path = tmp_path / "a.parquet"
    pd.DataFrame(
        {
            "level_code": ["x", "x", "x", None],
            "grade_code": ["good", None, "good", "good"],
            "score_thousandths": pd.array([7000, 8000, None, None], dtype="Int32"),
        }
    ).to_parquet(path)
    found = aggregate.by_level_and_grade(path)
    assert list(found["count"]) == [2, 1]
    assert list(found["scored_count"]) == [1, 0]
    assert list(found["score_sum_thousandths"]) == [7000, 0]
    assert found["mean_score_thousandths"].isna().tolist() == [False, True]
