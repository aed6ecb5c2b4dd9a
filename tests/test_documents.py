"""Documents in sentences: what is cited, by which number, of which day."""
from __future__ import annotations


import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article, Line
from pipeline.extractors import documents
from pipeline.segment import Segmentation, segment


def found(text: str, published: str | None = "2024-08-14") -> list:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(at, at + len(line), "body"))
        at += len(line) + 1
    ctx = segment(Article(text=text, lines=lines, published=published))
    rows = documents.extract(ctx)
    for d in rows:
        assert text[d.span[0]:d.span[1]] == d.text
    return rows


# sentence; (text, type, number, date) of each document
CITED = [
    ("Theo Nghị quyết số 66.1/2025/NQ-CP ngày 18/7/2025.", [("Nghị quyết số 66.1/2025/NQ-CP ngày 18/7/2025", "Nghị quyết", "66.1/2025/NQ-CP", "2025-07-18")]),
    ("Thực hiện Nghị quyết Trung ương 4 (khóa XII) và Nghị quyết Hội nghị TW7 khoá XI.",
     [("Nghị quyết Trung ương 4 (khóa XII)", "Nghị quyết", "4", None), ("Nghị quyết Hội nghị TW7 khoá XI", "Nghị quyết", "7", None)]),
    ("Theo Quyết định số 12/QĐ-UBND ngày 3 tháng 2 năm 2023 của UBND tỉnh.",
     [("Quyết định số 12/QĐ-UBND ngày 3 tháng 2 năm 2023", "Quyết định", "12/QĐ-UBND", "2023-02-03")]),
    ("Thực hiện Nghị quyết số 05-NQ/TU, ngày 10/7/2024 của Tỉnh ủy.", [("Nghị quyết số 05-NQ/TU, ngày 10/7/2024", "Nghị quyết", "05-NQ/TU", "2024-07-10")]),
    ("Theo tinh thần Nghị quyết 57, cần làm nhanh.", [("Nghị quyết 57", "Nghị quyết", "57", None)]),
    ("Công điện 77/CĐ-TTg năm 2024 của Thủ tướng.", [("Công điện 77/CĐ-TTg năm 2024", "Công điện", "77/CĐ-TTg", None)]),
    ("Các Nghị định số 61/2018/NĐ-CP và 107/2021/NĐ-CP quy định rõ.",
     [("Nghị định số 61/2018/NĐ-CP", "Nghị định", "61/2018/NĐ-CP", None), ("107/2021/NĐ-CP", "Nghị định", "107/2021/NĐ-CP", None)]),
    ("Sơ kết Nghị quyết 18, 19 của Trung ương.", [("Nghị quyết 18", "Nghị quyết", "18", None), ("19", "Nghị quyết", "19", None)]),
    ("Luật số 59/2020/QH14 có hiệu lực.", [("Luật số 59/2020/QH14", "Luật", "59/2020/QH14", None)]),
    ("Thi hành Luật Đất đai số 31/2024/QH15.", [("Luật Đất đai số 31/2024/QH15", "Luật", "31/2024/QH15", None)]),
    ("Theo Luật Phòng, chống tham nhũng năm 2018.", [("Luật Phòng, chống tham nhũng năm 2018", "Luật", None, None)]),
    ("Theo Luật Nhà ở 2023.", [("Luật Nhà ở 2023", "Luật", None, None)]),
    ("Nêu trong Hiến pháp năm 2013.", [("Hiến pháp năm 2013", "Hiến pháp", None, None)]),
    ("Sở có công văn hỏa tốc số 1349/SYT-NV gửi các bệnh viện.", [("công văn hỏa tốc số 1349/SYT-NV", "Công văn", "1349/SYT-NV", None)]),
    ("Tại Chỉ thị 1792/CT - TTg, các bộ được nhắc.", [("Chỉ thị 1792/CT - TTg", "Chỉ thị", "1792/CT-TTg", None)]),
    ("Học tập Chỉ thị 05 CT/TW của Bộ Chính trị.", [("Chỉ thị 05 CT/TW", "Chỉ thị", "05 CT/TW", None)]),
    ("Văn bản hướng dẫn (số 12-KL/TU) đã gửi.", [("số 12-KL/TU", "Kết luận", "12-KL/TU", None)]),
    ("Công văn số 88 (ban hành ngày 6.8) nêu rõ.", [("Công văn số 88 (ban hành ngày 6.8)", "Công văn", "88", "2024-08-06")]),
    ("Luật Đất đai năm 2024 (Luật số 31/2024/QH15) được thông qua.", [("Luật Đất đai năm 2024 (Luật số 31/2024/QH15)", "Luật", "31/2024/QH15", None)]),
    # the day of the sentence, or of the signature, is the document's
    ("Ngày 5/8/2024, UBND tỉnh ban hành Kế hoạch số 61/KH-UBND về chuyển đổi số.", [("Kế hoạch số 61/KH-UBND", "Kế hoạch", "61/KH-UBND", "2024-08-05")]),
    ("Ngày 5/8, UBND thành phố đã có công văn đề nghị Bộ Y tế hỗ trợ.", [("công văn", "Công văn", None, "2024-08-05")]),
    ("Quyết định 45/QĐ-TTg do Phó Thủ tướng ký ngày 7/8/2024.", [("Quyết định 45/QĐ-TTg", "Quyết định", "45/QĐ-TTg", "2024-08-07")]),
    ("Tỉnh lập ba tổ công tác. Quyết định ký ngày 7/8.", [("Quyết định ký ngày 7/8", "Quyết định", None, "2024-08-07")]),
    ("UBND tỉnh ban hành Công điện ngày 22/7/2024 về chống hạn.", [("Công điện ngày 22/7/2024", "Công điện", None, "2024-07-22")]),
    ("Trong công điện gần nhất ký ngày 9/7, Chủ tịch UBND huyện nhắc các xã.", [("công điện gần nhất ký ngày 9/7", "Công điện", None, "2024-07-09")]),
    ("Trường nhận được văn bản của UBND phường Tân Lập, thành phố Phú Lâm ký ngày 20/7.",
     [("văn bản của UBND phường Tân Lập, thành phố Phú Lâm ký ngày 20/7", "Văn bản", None, "2024-07-20")]),
    ("Sở có công văn ngày 26/7 gửi các trường.", [("công văn ngày 26/7", "Công văn", None, "2024-07-26")]),
    ("Theo văn bản ngày 20-7 của Sở, trường dừng thu.", [("văn bản ngày 20-7", "Văn bản", None, "2024-07-20")]),
    ("Tại Biên bản làm việc ngày 26/3/2024, hai bên đồng ý.", [("Biên bản làm việc ngày 26/3/2024", "Biên bản", None, "2024-03-26")]),
    ("Theo Quyết định ngày 3/7/2024, đoàn gồm 5 người.", [("Quyết định ngày 3/7/2024", "Quyết định", None, "2024-07-03")]),
    ("Công điện khẩn ngày 22/7 của Chủ tịch UBND tỉnh.", [("Công điện khẩn ngày 22/7", "Công điện", None, "2024-07-22")]),
    ("Theo Thông báo ngày 21/5/2024 của Công an huyện, vụ việc đã rõ.", [("Thông báo ngày 21/5/2024", "Thông báo", None, "2024-05-21")]),
    # one document, twice
    ("Nghị quyết số 201/2025/QH15 đã ban hành. Nghị quyết 201 gỡ nhiều nút thắt.", [("Nghị quyết số 201/2025/QH15", "Nghị quyết", "201/2025/QH15", None)]),
    ("Thông tư 29 gây chú ý. Thông tư số 29/2024/TT-BGDĐT nêu rõ.", [("Thông tư số 29/2024/TT-BGDĐT", "Thông tư", "29/2024/TT-BGDĐT", None)]),
    # glued and broken text
    ("Triển khai Nghị quyết số 71-NQ/TWcủa Bộ Chính trị.", [("Nghị quyết số 71-NQ/TW", "Nghị quyết", "71-NQ/TW", None)]),
    ("Học tập, triển khaiNghị quyết số 71-NQ/TWcủa Bộ Chính trị. Theo 71-NQ/TWthì cần sớm làm.", [("Nghị quyết số 71-NQ/TW", "Nghị quyết", "71-NQ/TW", None)]),
    ("Theo Nghị định số 130/2020/NĐ-CP. Bản kê khai được công khai.", [("Nghị định số 130/2020/NĐ-CP", "Nghị định", "130/2020/NĐ-CP", None)]),
    ("Theo Nghị quyết số\n41/NQ-CP\nngày 26 tháng 5 năm 2024 của Chính phủ.",
     [("Nghị quyết số\n41/NQ-CP\nngày 26 tháng 5 năm 2024", "Nghị quyết", "41/NQ-CP", "2024-05-26")]),
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_cited(text, expected):
    assert [(d.text, d.type, d.number, d.date) for d in found(text)] == expected


@pytest.mark.parametrize("text", [
    "Hội nghị quyết định 3 nội dung.", "Kết luận 5 trường hợp vi phạm.", "Thông báo 12 ca mắc mới.", "Kế hoạch 5 năm của huyện.",
    "Ban hành 16 kế hoạch, 1 quyết định và 20 văn bản.", "Kế hoạch năm 2024 của xã.", "Báo cáo 6 tháng đầu năm.", "Nghị quyết 3 nội dung lớn.",
    "Theo Luật Cán bộ, công chức.", "Theo quy định của pháp luật năm nay.", "Giấy phép số 110/GP-TTĐT do Sở cấp.", "Có 18/19 xã đạt chuẩn.",
    "Gồm: 1- Lĩnh vực giao thông; 2- Lĩnh vực y tế.", "Xử lý kỷ luật 2 cán bộ.", "Chương trình 135 hộ nghèo.", "Nghị quyết Trung ương 4 điểm.", "Đạt 3/4 chỉ tiêu.", "Nghị quyết 2024 của chi bộ.",
    "Ngày 5/8, Sở gửi văn bản đến các xã.", "Kế hoạch ngày 5/8 khởi công bị lùi lại.", "Xã thông báo ngày 5/8 cắt điện.", "Các trường báo cáo ngày 5/8 về Sở.", "UBND tỉnh quyết định ngày 5/8 tổ chức lễ.", "Hội đồng kết luận ngày 5/8 như sau.",
    "Ngày 5/8, ông kết luận hội nghị và có ý kiến về kế hoạch.", "Đến 30/7, có 58/63 tỉnh gửi văn bản.", "",
])
def test_not_cited(text):
    assert found(text) == []


def test_two_documents_of_one_number_keep_the_short_form_apart():
    rows = found("Nghị quyết số 18-NQ/TW và Nghị quyết số 18/NQ-HĐND. Nghị quyết 18 được nhắc.")
    assert [d.number for d in rows] == ["18-NQ/TW", "18/NQ-HĐND", "18"]


def test_issuer():
    (d,) = found("Theo Quyết định số 12/QĐ-UBND ngày 3/2/2023 của UBND tỉnh Phú Lâm về phòng cháy.")
    assert d.issuer == "UBND tỉnh Phú Lâm"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["Nghị quyết", "số", "12", "/QĐ-UBND", "-NQ/TW", "ngày 3/2/2023", ",", "và", "Luật", "năm 2020", "(", "\n", "của UBND tỉnh", "31/2", "QĐ", "ban hành", "công văn"]),
                max_size=20).map(" ".join) | st.text(max_size=60).map(lambda s: s.replace("\r", " ")))
def test_any_text_is_survived(text):
    rows = found("".join(c if c.isprintable() or c == "\n" else " " for c in text))
    assert [d.span for d in rows] == sorted(d.span for d in rows)


@pytest.mark.parametrize("unit", ["Nghị quyết ", "Luật Đất ", "số 1/", "1/QĐ-", "Nghị quyết 1, 2, ", "QĐ a b c d ", "A" * 50 + "/", "1", "ban hành công văn "])
def test_time_is_linear(unit, no_hang):
    from pipeline.article import Context, Sentence

    text = unit * (60_000 // len(unit))
    ctx = Context(article=Article(text=text, lines=[Line(0, len(text), "body")]), sentences=(whole := [Sentence(0, len(text), 0)]), words=Segmentation(text, whole))
    with no_hang():
        documents.extract(ctx)
