"""Bulletins composed at random, as many as one wants; run as a program it measures `ingest` on them.

`python tests/many_bulletins.py --count 100000 --workers 2` prints the time and the peak memory of every process.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from pathlib import Path

TOPICS = ("dân vận", "công tác tổ chức", "kỹ năng lãnh đạo", "chuyển đổi số", "an toàn lao động", "khuyến nông")
NAMES = ("Sông Lam", "Bình Khê", "Tân Hòa", "Quảng Hải", "Yên Sơn", "Phú Cường", "Long Điền", "Mỹ Lộc")
SENTENCES = (
    "Lớp học có {a} học viên là cán bộ các xã, kéo dài {b} ngày.",
    "Theo kế hoạch, năm nay địa phương mở {b} lớp cho {c} lượt người.",
    "Kết thúc khóa học, {a} học viên hoàn thành chương trình, trong đó {p}% đạt loại giỏi; {b} học viên được khen.",
    "Kinh phí {c} triệu đồng do ngân sách tỉnh cấp theo Quyết định số {c}/QĐ-UBND.",
    "Trước đó, hơn {c} đồng chí đã được bồi dưỡng ở trong nước.",
    "Phát biểu tại buổi lễ, lãnh đạo địa phương đề nghị học viên vận dụng kiến thức vào thực tế.",
)


def compose(seed: int) -> str:
    """A bulletin of five to twelve sentences, always the same for a seed; another seed is another event."""
    draw = random.Random(seed)
    place, topic = f"{draw.choice(NAMES)} {draw.choice(NAMES)}", draw.choice(TOPICS)
    lines = [f"Bế giảng lớp bồi dưỡng {topic} huyện {place}", f"Ngày {draw.randint(1, 28)}-{draw.randint(1, 12)}, "]
    for _ in range(draw.randint(5, 12)):
        numbers = {"a": draw.randint(20, 90), "b": draw.randint(2, 9), "c": draw.randint(100, 999)}
        lines[-1] += draw.choice(SENTENCES).format(**numbers, p=draw.randint(5, 95)) + " "
        if draw.random() < 0.4:
            lines.append("")
    return "\n".join(line.strip() for line in lines if line)


def write(folder: Path, count: int) -> None:
    """So many bulletins as files, a thousand in a folder."""
    for seed in range(count):
        place = folder / f"{seed // 1000:03d}" / f"bulletin-{seed:06d}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(compose(seed), encoding="utf-8")


class Peaks(threading.Thread):
    """The largest memory that this process and each of its children held, in MB, looked at twice a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peaks: dict[str, float] = {}
        self.done = threading.Event()

    def run(self) -> None:
        import psutil

        own = psutil.Process()
        while not self.done.wait(0.5):
            for place, process in enumerate([own, *own.children(recursive=True)]):
                try:
                    held = process.memory_info().rss / 1e6
                except psutil.NoSuchProcess:
                    continue
                name = f"process {place}" if place else "own process"
                self.peaks[name] = max(self.peaks.get(name, 0), held)


def main() -> None:
    from analysis.data.bulletins.ingest import ingest

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        write(texts, asked.count)
        peaks, start = Peaks(), time.monotonic()
        peaks.start()
        summary = ingest(texts, Path(folder) / "out", workers=asked.workers, tell=_quarters(asked.count, peaks))
        seconds = time.monotonic() - start
        peaks.done.set()
    print(summary)
    print(f"{seconds:.0f} s, {summary.texts / seconds * 60:,.0f} texts a minute")


def _quarters(count: int, peaks: Peaks):
    """What tells the memory after each quarter of the texts."""
    told, step, start = [0], max(count // 4, 1), time.monotonic()

    def tell(line: str) -> None:
        told[0] += 1
        if told[0] % step == 0:
            held = ", ".join(f"{name} {peak:.0f} MB" for name, peak in peaks.peaks.items())
            print(f"{told[0]} texts, {time.monotonic() - start:.0f} s, peaks: {held}", flush=True)

    return tell


if __name__ == "__main__":
    main()
