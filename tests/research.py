"""Records for the tests of tables, exports, the report and links: small, and awkward on purpose."""
from __future__ import annotations

from pathlib import Path

from pipeline.records import (
    Chair, Deadline, Directive, Document, Figure, Meeting, Person, Place, Record, SourceInfo, Unit,
)
from pipeline.write import to_line

TEXT = ("Họp giao ban 😀 <b>tháng 5</b>\n"
        "Sáng 2/6/2023, UBND huyện họp giao ban. Ông Lê Văn An chủ trì, yêu cầu =Phòng Nội vụ phối hợp với các xã rà soát hồ sơ "
        "theo Quyết định 435/QĐ-UBND trước 15/6/2023, đạt tối thiểu 98,5%; báo cáo trước ngày 25 hằng tháng. Đến nay đạt 94,74%.")


def span(part: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def rich(id: str = "a", **more) -> Record:
    """A record with an entry in every list."""
    first = "=Phòng Nội vụ phối hợp với các xã rà soát hồ sơ theo Quyết định 435/QĐ-UBND trước 15/6/2023, đạt tối thiểu 98,5%"
    second = "báo cáo trước ngày 25 hằng tháng"
    record = Record(**{
        "id": id, "source": SourceInfo(path=f"{id}.txt", url="https://example.gov.vn/tin?id=1", sha256="0" * 64, format="text", encoding="utf-8"),
        "title": "Họp giao ban 😀 <b>tháng 5</b>", "published": "2023-06-02T08:30:00+07:00", "byline": ["Thu Hạ", "Mai"],
        "place": Place(province="Quảng Trị", district="Hải Lăng", code="45"), "text": TEXT,
        "meetings": [Meeting(type="giao ban", name="họp giao ban", date="2023-06-02", date_text="Sáng 2/6/2023", part_of_day="sáng",
                             organizer="UBND huyện", chairs=[Chair(name="Lê Văn An", title="Chủ tịch", span=span("Lê Văn An"))], span=span("họp giao ban"))],
        "people": [Person(name="Lê Văn An", title="Chủ tịch UBND huyện", span=span("Lê Văn An"))],
        "units": [Unit(name="UBND huyện", canonical="Ủy ban nhân dân huyện Hải Lăng", level="district", mentions=[span("UBND huyện")]),
                  Unit(name="các xã", canonical="các xã", collective=True, mentions=[span("các xã")])],
        "directives": [
            Directive(text=first, issuer="Lê Văn An", addressees=["Phòng Nội vụ"], partners=["các xã"], kind="order", trigger="yêu cầu",
                      deadline=0, targets=[0], span=span(first), confidence=0.875),
            Directive(text=second, issuer=None, kind="task", deadline=1, span=span(second), confidence=0.25)],
        "deadlines": [Deadline(text="trước 15/6/2023", relation="before", date="2023-06-15", span=span("trước 15/6/2023")),
                      Deadline(text="trước ngày 25 hằng tháng", relation="before", recurrence="FREQ=MONTHLY;BYMONTHDAY=25",
                               span=span("trước ngày 25 hằng tháng"))],
        "targets": [Figure(text="tối thiểu 98,5%", metric="hồ sơ", comparator=">=", value=98.5, unit="%", deadline=0, span=span("tối thiểu 98,5%"), confidence=0.9)],
        "results": [Figure(text="94,74%", comparator="=", value=94.74, unit="%", span=span("94,74%"), confidence=0.9)],
        "documents": [Document(text="Quyết định 435/QĐ-UBND", type="Quyết định", number="435/QĐ-UBND", span=span("Quyết định 435/QĐ-UBND"))],
        "warnings": ["-1 is no warning"], **more})
    record.check_spans()
    return record


def called_otherwise(id: str = "a") -> Record:
    """A directive whose addressee is a unit, called there otherwise than the unit's name; another unit bears that name in full."""
    text = "Sở Y tế tỉnh Quảng Trị họp. UBND tỉnh yêu cầu Sở Y tế và UBND huyện báo cáo. UBND huyện Gio Linh đã làm."
    first = text.index("UBND huyện")
    return bare(id, text, published="2023-06-02", units=[
        Unit(name="UBND huyện Gio Linh", canonical="Ủy ban nhân dân huyện Gio Linh", mentions=[span("UBND huyện Gio Linh", text), (first, first + 10)]),
        Unit(name="Sở Y tế tỉnh Quảng Trị", canonical="Sở Y tế tỉnh Quảng Trị", mentions=[span("Sở Y tế tỉnh Quảng Trị", text), (text.index("Sở Y tế và"), text.index(" và"))]),
        Unit(name="UBND tỉnh", canonical="Ủy ban nhân dân tỉnh Quảng Trị", mentions=[span("UBND tỉnh", text)]),
        Unit(name="UBND huyện", canonical="Ủy ban nhân dân huyện", mentions=[(first, first + 10)])], directives=[
        Directive(text="báo cáo", issuer="UBND tỉnh", addressees=["Sở Y tế", "UBND huyện", "Sở Xây dựng"], kind="order", span=span("báo cáo", text), confidence=1)])


def bare(id: str = "bare", text: str = "", **more) -> Record:
    """A record with nothing in it."""
    return Record(id=id, source=SourceInfo(path=id, sha256="0", format="text", encoding="utf-8"), text=text, **more)


def write(path: Path, *records: Record) -> Path:
    path.write_bytes(b"".join(map(to_line, records)))
    return path
