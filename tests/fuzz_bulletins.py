"""Random bytes and random Unicode against the reader and the extraction, for as long as one likes.

    python tests/fuzz_bulletins.py --seconds 600 --seed 1 --texts DIR

With --texts the files (*.txt) of a folder are damaged too, besides the sentences below.

Prints how many inputs ran; ends with 1 and the input where anything but a user's error was raised.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from analysis.data.bulletins import extract, reading
from analysis.data.bulletins.marking import highlighted
from analysis.errors import AnalysisError
from analysis.vocabulary import figures

SEEDS = [
    "Bế giảng lớp bồi dưỡng\nCó 256 học viên hoàn thành chương trình, trong đó gần 60% đạt loại giỏi và xuất sắc; "
    "22 học viên được tặng Giấy khen.",
    "Ngày 12-5, huyện mở 2 lớp tập huấn cho từ 250 - 300 cán bộ, hơn 1.000 lượt người; 98,4% khá trở lên.",
    "hai mươi lăm đồng chí (70/72) dự kiến đi học ở Trung Quốc; một nghìn hai trăm người; 1,000 học viên.",
]
GRAMMAR = (
    "0 1 25 1.000 1,5 % - – / từ đến hơn gần trên dưới khoảng không năm hai mươi nghìn triệu lượt người học viên "
    "lớp ngày khá , giỏi trở lên ( ) ; . đạt loại cho tập huấn \n \u0301 \u00a0 \ud7ff İ ﷽ 𝟘"
)
WORDS = GRAMMAR.split(" ")
HEADS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0"]


def text_of(chance: random.Random, seeds: list[str]) -> str:
    """A text: random characters, random words of the grammar, or one of the seeds with random damage."""
    kind = chance.randrange(3)
    if kind == 0:
        return "".join(
            chr(chance.choice((chance.randrange(0x250), chance.randrange(0x110000))))
            for _ in range(chance.randrange(300))
        )
    if kind == 1:
        return " ".join(chance.choices(WORDS, k=chance.randrange(200)))
    letters = list(chance.choice(seeds))
    for _ in range(chance.randrange(20)):
        place = chance.randrange(len(letters))
        letters[place : place + chance.randrange(3)] = chance.choice(WORDS)
    return "".join(letters)


def bytes_of(chance: random.Random, seeds: list[str]) -> bytes:
    """A file: a known beginning or none, then random bytes, or a damaged text."""
    if chance.random() < 0.5:
        data = bytearray(text_of(chance, seeds).encode("utf-8", "surrogatepass"))
        for _ in range(chance.randrange(4)):
            data[chance.randrange(len(data) + 1) :][:1] = b"\xff"
    else:
        data = bytearray(chance.randbytes(chance.randrange(2000)))
    return chance.choice(HEADS) + bytes(data)


def check(text: str) -> None:
    """Every proposal stands where it says, reads as a figure, and is marked."""
    clean = reading.nfc(text)
    rows = extract(text)
    for row in rows:
        assert clean[row.start : row.end] == row.printed, row
        figures.parse(row.printed)
        assert len(row.quote.split()) <= 12, row
        assert not row.base or row.base in {other.statement_code for other in rows}, row
    highlighted(text, rows)


def main() -> int:
    """Run until the time is up; 1 at the first crash."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path)
    asked = parser.parse_args()
    found = sorted(asked.texts.glob("*.txt")) if asked.texts else []
    seeds = SEEDS + [reading.read(path) for path in found]
    chance, end, ran = random.Random(asked.seed), time.monotonic() + asked.seconds, 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "x.txt"
        while time.monotonic() < end:
            text, data = text_of(chance, seeds), bytes_of(chance, seeds)
            place.write_bytes(data)
            try:
                check(text)
                check(reading.read(place))
            except AnalysisError:
                pass
            except Exception as error:
                print(f"{ran}: {error!r}\ntext {text!r}\nbytes {data!r}")
                return 1
            ran += 2
    print(f"{ran:,} inputs in {asked.seconds:.0f} s, no crash")
    return 0


if __name__ == "__main__":
    sys.exit(main())
