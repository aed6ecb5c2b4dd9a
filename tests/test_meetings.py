"""Meetings: which one is reported, its day, its chairs."""
from __future__ import annotations

import pytest

from pipeline.article import Article, Line
from pipeline.extractors import meetings, people
from pipeline.recognise import recognise
from pipeline.records import Meeting
from pipeline.segment import segment


def found(body: str, title: str = "Tin trong ngày", published: str | None = "2023-08-01") -> list[Meeting]:
    text, lines = title, [Line(0, len(title), "title")]
    for line in body.split("\n"):
        lines.append(Line(len(text) + 1, len(text) + 1 + len(line), "body"))
        text += "\n" + line
    ctx = segment(Article(text=text, lines=lines, title=title, published=published))
    recognise(ctx)
    ctx.people = people.extract(ctx)
    out = meetings.extract(ctx)
    assert all(text[m.span[0]:m.span[1]] == m.name for m in out)
    return out


@pytest.mark.parametrize(("body", "kind", "name", "date", "end_date"), [
    ("Ngày 07/4, UBND huyện Bình An tổ chức Hội nghị sơ kết công tác thủy lợi năm 2023. Ông Lã Khắc Duy dự.",
     "hội nghị", "Hội nghị sơ kết công tác thủy lợi năm 2023", "2023-04-07", None),
    ("Sáng 2/6, UBND xã tổ chức Giao ban công tác tháng 5; bàn kế hoạch tháng 6.", "giao ban", "Giao ban công tác tháng 5", "2023-06-02", None),
    ("Chiều 21/7, Chủ tịch UBND tỉnh Lã Khắc Duy chủ trì phiên họp thường kỳ tháng 7.", "phiên họp", "phiên họp thường kỳ tháng 7", "2023-07-21", None),
    ("Trong hai ngày 5 và 6/7, HĐND tỉnh tổ chức Kỳ họp thứ 9, khóa XX.", "kỳ họp", "Kỳ họp thứ 9, khóa XX", "2023-07-05", "2023-07-06"),
    ("Sáng 5-6, Tổ đại biểu HĐND xã đã tiếp xúc cử tri tại thôn 3.", "tiếp xúc cử tri", "tiếp xúc cử tri tại thôn 3", "2023-06-05", None),
    ("Ngày 12/12, Sở Y tế tổ chức lớp tập huấn cho cán bộ trạm.", "tập huấn", "tập huấn cho cán bộ trạm", "2022-12-12", None),
    ("Ngày 8/7, Bộ Xây dựng đã có đoàn công tác kiểm tra 4 dự án nhà ở.", "kiểm tra", "kiểm tra 4 dự án nhà ở", "2023-07-08", None),
    ("Đây là ý kiến của Bộ trưởng Trần Lữ Hoài tại buổi họp báo thường kỳ do Văn phòng Bộ tổ chức chiều 26/7.",
     "họp", "họp báo thường kỳ", "2023-07-26", None),
    ("Tại buổi lễ công bố quyết định, Chủ tịch UBND xã Lã Khắc Duy yêu cầu giữ trật tự.", "lễ", "lễ công bố quyết định", None, None),
    ("Văn phòng vừa có Thông báo số 12/TB-VP ngày 18/3/2023 kết luận của Phó Thủ tướng Tạ Quang Lưu tại cuộc họp về tiến độ cầu đường.",
     "họp", "cuộc họp về tiến độ cầu đường", None, None),
    ("Trong khuôn khổ Tuần lễ công nghệ số, sáng ngày 10/7/2023, Sở Nội vụ tổ chức hội thảo “Dữ liệu mở”.", "hội thảo", "hội thảo “Dữ liệu mở”", "2023-07-10", None),
    ("Ngày 6/7, Đảng bộ phường tổ chức Lễ trao Huy hiệu Đảng đợt 19/5.", "lễ", "Lễ trao Huy hiệu Đảng đợt 19/5", "2023-07-06", None),
    ("Chiều 18/7, Kỳ họp thứ 8 HĐND huyện khóa XX đã bế mạc.", "kỳ họp", "Kỳ họp thứ 8 HĐND huyện khóa XX", "2023-07-18", None),
    ("Đại hội Công đoàn huyện lần thứ X được diễn ra trong 2 ngày 21 và 22/6.", "khác", "Đại hội Công đoàn huyện lần thứ X", "2023-06-21", "2023-06-22"),
    ("Sáng 5/6, xã tổ chức gặp mặt các đồng chí cán bộ hưu trí.", "khác", "gặp mặt các đồng chí cán bộ hưu trí", "2023-06-05", None),
    ("Phát biểu tại lễ ra quân làm sạch bãi biển đồng chí Lã Khắc Duy – Phó Chủ tịch UBND huyện yêu cầu làm ngay.", "lễ", "lễ ra quân làm sạch bãi biển", None, None),
    ("Sáng 11/6, tiếp tục Kỳ họp thứ Chín, dưới sự điều hành của Phó Chủ tịch Quốc hội Lã Khắc Duy, Quốc hội nghe Tờ trình về sắp xếp đơn vị.\nPhó Chủ tịch Quốc hội Lã Khắc Duy điều hành phiên họp.",
     "kỳ họp", "Kỳ họp thứ Chín", "2023-06-11", None),
    ("Sáng 5/6, Huyện ủy tổ chức hội nghị giao ban cấp ủy tháng 5.", "giao ban", "hội nghị giao ban cấp ủy tháng 5", "2023-06-05", None),
    ("Sáng 5/6, UBND tỉnh tổ chức phiên họp UBND tỉnh tháng 5/2023 - lần 2 để cho ý kiến về các tờ trình.", "phiên họp", "phiên họp UBND tỉnh tháng 5/2023 - lần 2", "2023-06-05", None),
    ("Sáng 5/6, Chủ tịch UBND tỉnh Lã Khắc Duy họp với các sở liên quan để gỡ vướng các dự án.", "họp", "họp với các sở liên quan để gỡ vướng các dự án", "2023-06-05", None),
    ("Chiều 5/6, UBND huyện tổ chức gặp mặt, trao quyết định nghỉ hưu cho ông Lã Khắc Duy.", "khác", "gặp mặt, trao quyết định nghỉ hưu cho ông Lã Khắc Duy", "2023-06-05", None),
    ("Mọi thông tin thanh tra không được phát tán.\nHồ sơ đã nộp đủ.\nViệc rà soát kéo dài.\nTỉnh còn ba dự án.\nTại buổi lễ công bố quyết định thanh tra, Phó Chủ tịch UBND tỉnh Lã Khắc Duy yêu cầu các sở nộp hồ sơ.",
     "lễ", "lễ công bố quyết định thanh tra", None, None),
    ("Thường trực Ủy ban tổ chức phiên họp mở rộng. Tại phiên họp, các đại biểu nhất trí.", "phiên họp", "phiên họp mở rộng", None, None),
])
def test_one_meeting(body, kind, name, date, end_date):
    out = found(body)
    assert [(m.type, m.name, m.date, m.end_date) for m in out] == [(kind, name, date, end_date)]


@pytest.mark.parametrize("body", [
    "Ngày 22/7, UBND tỉnh ban hành Kế hoạch số 61/KH-UBND về trồng rừng. Các xã tổ chức hội nghị triển khai trước 30/9.",
    "Thủ tướng Chính phủ yêu cầu các bộ khẩn trương tổ chức họp, kiểm tra việc chọn nhà thầu.",
    "- Tổ chức hội nghị sơ kết vào quý IV.\n- Triệu tập và chủ trì các cuộc họp của Tổ công tác.",
    "Việc sắp xếp được báo cáo tại kỳ họp tới; các nội dung trình Quốc hội thông qua tại kỳ họp thứ 10.",
    "Ngày 20/5/2023, Hội đồng ban hành Kế hoạch số 01/KH-HĐ về việc tổ chức Đại hội thi đua yêu nước các cấp.",
    "Trường tổ chức họp xét giáo viên không đúng tinh thần Công văn số 39 (ban hành ngày 16/7).",
    "Điển hình, ngày 22/2, Đảng ủy xã tổ chức hội nghị học tập nghị quyết.",
    "Phó Thủ tướng chỉ đạo kiểm tra việc chọn nhà thầu ở huyện.",
    "UBND tỉnh vừa ban hành Quy hoạch rừng.\nLãnh đạo tỉnh trồng rừng ở xã Vĩnh An, tại lễ phát động trồng rừng nhân 40 năm Ngày thành lập lực lượng Kiểm lâm.\nTheo Quy hoạch, đến năm 2030 tỉnh có 8.000 ha.",
    "Nghệ nhân vẫn âm thầm sưu tầm sử thi.\nNhà ông ở cuối bản.\nCon trai ông biên dịch hai tập.\nSách đã in.\nTại Hội thảo khoa học về Công viên địa chất, bà Đàm Thị Quế, Giám đốc Sở Văn hóa cũng cho biết sẽ dạy sử thi.",
    "Người dân xã nghỉ lễ 3 ngày; lễ hội được tổ chức tiết kiệm.",
])
def test_no_meeting(body):
    assert found(body) == []


@pytest.mark.parametrize(("sentence", "chairs"), [
    ("Ông Lã Khắc Duy - Chủ tịch UBND huyện chủ trì hội nghị.", ["Lã Khắc Duy"]),
    ("Chủ trì hội nghị có các đồng chí: Lã Khắc Duy, Chủ tịch UBND huyện; Đàm Thị Quế, Phó Chủ tịch UBND huyện. Tham dự có ông Bế Văn Hợp, Trưởng phòng Nội vụ.",
     ["Lã Khắc Duy", "Đàm Thị Quế"]),
    ("Hội nghị diễn ra dưới sự chủ trì của đồng chí Lã Khắc Duy, Chủ tịch UBND huyện.", ["Lã Khắc Duy"]),
    ("Đồng chí Lã Khắc Duy, Chủ tịch UBND huyện và Đại tá Lâm Quốc Trọng, Trưởng Công an huyện đồng chủ trì.", ["Lã Khắc Duy", "Lâm Quốc Trọng"]),
    ("Đồng chí Lã Khắc Duy, Bí thư Huyện ủy dự và chủ trì; đồng chí Đàm Thị Quế, Phó Bí thư Huyện ủy điều hành phần thảo luận.",
     ["Lã Khắc Duy", "Đàm Thị Quế"]),
    ("Hội nghị diễn ra dưới sự điều hành của đồng chí Tẩn A Bảng, Chủ tịch HĐND huyện.", ["Tẩn A Bảng"]),
    ("Ông Lã Khắc Duy, Phó Chủ tịch UBND huyện, Trưởng Ban Chỉ đạo huyện về phòng, chống thiên tai (PCTT) chủ trì.", ["Lã Khắc Duy"]),
    ("Đồng chí Lã Khắc Duy, Chủ tịch HĐND huyện cùng lãnh đạo Thường trực HĐND huyện chủ trì.", ["Lã Khắc Duy"]),
    ("Các đồng chí: Lã Khắc Duy - Tỉnh ủy viên, Chủ tịch HĐND huyện và các Phó Chủ tịch HĐND huyện Đàm Thị Quế, Bế Văn Hợp, chủ trì.", ["Lã Khắc Duy", "Đàm Thị Quế", "Bế Văn Hợp"]),
    # who speaks, concludes or attends does not preside
    ("Đến dự có ông Lã Khắc Duy, Chủ tịch UBND huyện. Bà Đàm Thị Quế, Bí thư Huyện ủy phát biểu kết luận.", []),
    ("Bà Đàm Thị Quế, Giám đốc Sở Y tế giao Phòng Y tế chủ trì, phối hợp với Công an huyện.", []),
])
def test_chairs(sentence, chairs):
    (meeting,) = found("Sáng 2/6, UBND huyện Bình An tổ chức hội nghị sơ kết 6 tháng đầu năm. " + sentence)
    assert [c.name for c in meeting.chairs] == chairs


@pytest.mark.parametrize(("body", "chairs"), [
    ("Sáng 27/2, Đoàn công tác Ủy ban Pháp luật do Chủ nhiệm Ủy ban Pháp luật Nguyễn Lữ Định làm Trưởng đoàn có buổi khảo sát tại tỉnh.", ["Nguyễn Lữ Định"]),
    ("Sáng 21/7, Bí thư Thành ủy Vương Lữ Lâm cùng lãnh đạo các sở đã làm việc với Ban Quản lý Khu kinh tế.", ["Vương Lữ Lâm"]),
    ("Chủ trì cuộc làm việc với các hiệp hội về thị trường lúa gạo sáng 21/7, Bộ trưởng Trần Lữ Hoài nhấn mạnh ba việc.", ["Trần Lữ Hoài"]),
])
def test_leader_of_a_visit(body, chairs):
    (meeting,) = found(body)
    assert [c.name for c in meeting.chairs] == chairs


@pytest.mark.parametrize(("body", "organizer"), [
    ("Sáng 5/7, tại Hội trường Công an tỉnh, Ban Tổ chức Huyện ủy Bình Chánh phối hợp với Sở Nội vụ mở lớp tập huấn nghiệp vụ.", "Ban Tổ chức Huyện ủy Bình Chánh"),
    ("Ngày 7/7, Ngân hàng Nhà nước Việt Nam (NHNN) tổ chức Hội nghị sơ kết công tác tín dụng.", "Ngân hàng Nhà nước Việt Nam"),
    ("Ngày 7/7, Kiểm toán nhà nước (KTNN) khu vực XX tổ chức Hội nghị công bố quyết định.", "Kiểm toán nhà nước (KTNN) khu vực XX"),
    ("Ngày 7/7, Đoàn giám sát của HĐND tỉnh do ông Bùi Lữ Thiều, Phó Chủ tịch HĐND tỉnh làm trưởng đoàn đã đến tiếp xúc cử tri tại xã Một.", "Đoàn giám sát của HĐND tỉnh"),
    ("Chiều 7/7, Tỉnh ủy, HĐND, UBND tỉnh đã tổ chức Gặp mặt đại biểu tiêu biểu các giới.", "Tỉnh ủy, HĐND, UBND tỉnh"),
    ("Chiều 7/7, Chủ tịch UBND tỉnh Lã Khắc Duy chủ trì phiên họp UBND tỉnh tháng 6.", "UBND tỉnh"),
    ("Chiều 7/7, Thủ tướng Chính phủ chủ trì phiên họp thứ ba của Hội đồng tư vấn cơ chế đặc thù theo Nghị quyết 98.", "Hội đồng tư vấn cơ chế đặc thù theo Nghị quyết 98"),
    ("Ngày 7/7, tiếp tục Kỳ họp thứ Chín, Quốc hội thảo luận ở hội trường.", "Quốc hội"),
    ("Ngày 7/7, Bộ Xây dựng đã có đoàn công tác kiểm tra 4 dự án nhà ở.", "Bộ Xây dựng"),
])
def test_organizer_is_who_holds_it(body, organizer):
    (m,) = found(body)
    assert m.organizer == organizer


@pytest.mark.parametrize(("body", "location"), [
    ("Ngày 7/7, tại TP. Buôn Ma Thuột, Sở Y tế tổ chức hội nghị sơ kết.", "TP. Buôn Ma Thuột"),
    ("Ngày 7/7, Tổ đại biểu HĐND tỉnh tiếp xúc cử tri tại xã Ninh Hòa, huyện Hồng Dân về cải cách hành chính.", "xã Ninh Hòa, huyện Hồng Dân"),
    ("Ngày 7/7, Sở Y tế tổ chức hội nghị sơ kết. Hội nghị diễn ra tại Hội trường Sở Y tế.", "Hội trường Sở Y tế"),
    ("Ngày 7/7, Thủ tướng chủ trì hội nghị sơ kết. Dự hội nghị tại Trụ sở Chính phủ có: lãnh đạo các bộ.", "Trụ sở Chính phủ"),
    ("Ngày 7/7, Sở Y tế tổ chức hội nghị sơ kết. Hội nghị diễn ra tại diễn đàn chung.", None),
])
def test_location(body, location):
    (m,) = found(body)
    assert m.location == location


def test_headline_gives_the_name_of_a_review():
    (m,) = found("Năm 2022, lực lượng giữ vững an ninh.\nPhát biểu tại hội nghị, ông Lã Khắc Duy, Phó Giám đốc Công an tỉnh biểu dương đơn vị.",
                 title="Công an huyện Bình An tổng kết công tác năm 2022")
    assert (m.type, m.name, m.organizer) == ("hội nghị", "tổng kết công tác năm 2022", "Công an huyện Bình An")


def test_scheduled_in_the_headline():
    (m,) = found("Ủy ban ban hành Nghị quyết số 26/NQ-UB về chương trình công tác.\nChuẩn bị, tổ chức Kỳ họp bất thường lần thứ 9 trong tháng 9/2023.",
                 title="Quốc hội sẽ họp bất thường vào tháng 9")
    assert (m.type, m.name, m.date, m.chairs) == ("kỳ họp", "Kỳ họp bất thường lần thứ 9", None, [])


def test_scheduled_in_the_first_sentence():
    (m,) = found("Ngày 10/8 tới, UBND tỉnh sẽ tổ chức Hội nghị xúc tiến đầu tư năm 2023.\nCác sở đang chuẩn bị hồ sơ.")
    assert (m.name, m.date, m.organizer) == ("Hội nghị xúc tiến đầu tư năm 2023", "2023-08-10", "UBND tỉnh")
    assert found("Các sở đang chuẩn bị hồ sơ.\nNgày 10/8 tới, UBND tỉnh sẽ tổ chức Hội nghị xúc tiến đầu tư.") == []


def test_without_a_day():
    (m,) = found("Vừa qua, Đảng ủy xã Bình An tổ chức Hội nghị Ban Chấp hành lần thứ 20. Hội nghị bàn ba việc.")
    assert (m.name, m.date) == ("Hội nghị Ban Chấp hành lần thứ 20", None)
    (m,) = found("Đảng ủy xã Bình An tổ chức Hội nghị Ban Chấp hành lần thứ 20. Đồng chí Lã Khắc Duy, Bí thư Đảng ủy chủ trì hội nghị.")
    assert [c.name for c in m.chairs] == ["Lã Khắc Duy"]


def test_another_time_of_the_same_day():
    out = found("Sáng 4/7, Huyện ủy tổ chức hội nghị giao ban Bí thư các chi bộ.\nCũng trong sáng 4/7, UBND huyện tổ chức họp bàn giải phóng mặt bằng hồ Sông Lũy.")
    assert [(m.type, m.date, m.part_of_day, m.organizer) for m in out] == [("giao ban", "2023-07-04", "sáng", "Huyện ủy"), ("họp", "2023-07-04", "sáng", "UBND huyện")]


def test_a_leader_meets_residents():
    (m,) = found("Chiều 4/7, Chủ tịch UBND huyện Lã Khắc Duy tiếp xúc, đối thoại với các hộ dân bị ảnh hưởng bởi dự án.")
    assert (m.type, [c.name for c in m.chairs]) == ("đối thoại", ["Lã Khắc Duy"])


def test_two_in_one_sentence():
    out = found("Ngày 8/7, Bộ Xây dựng đã có đoàn công tác kiểm tra 4 dự án nhà ở xã hội, đồng thời làm việc với UBND tỉnh về kế hoạch năm 2024.")
    assert [(m.type, m.name, m.date, m.organizer) for m in out] == [
        ("kiểm tra", "kiểm tra 4 dự án nhà ở xã hội", "2023-07-08", "Bộ Xây dựng"), ("làm việc", "làm việc với UBND tỉnh về kế hoạch năm 2024", "2023-07-08", "Bộ Xây dựng")]


def test_a_sitting_right_after_a_ceremony():
    out = found("Sáng 24/6, Văn phòng tổ chức lễ khai trương hệ thống họp điện tử.\nNgay sau khi hệ thống khai trương, sáng cùng ngày, Chủ tịch UBND tỉnh Lã Khắc Duy đã chủ trì phiên họp UBND tỉnh đầu tiên qua hệ thống.",
                title="Chủ tịch UBND tỉnh Lã Khắc Duy chủ trì cuộc họp qua hệ thống điện tử")
    assert [(m.type, m.date, m.part_of_day, [c.name for c in m.chairs]) for m in out] == [
        ("lễ", "2023-06-24", "sáng", []), ("phiên họp", "2023-06-24", "sáng", ["Lã Khắc Duy"])]


def test_shortened_lead():
    out = found("Ngày 13/7, UBND tỉnh tổ chức hội nghị công bố Quyết đ\nNgày 13/7, UBND tỉnh tổ chức hội nghị công bố Quyết định kiểm toán.")
    assert [m.name for m in out] == ["hội nghị công bố Quyết định kiểm toán"]


def test_fields():
    (m,) = found("(Congthongtin) - Sáng 23/7, tại Hội trường UBND huyện, Ban An toàn giao thông huyện Bình An tổ chức Hội nghị tổng kết năm ATGT. "
                 "Ông Lã Khắc Duy, Chủ tịch UBND huyện chủ trì.")
    assert (m.date_text, m.part_of_day, m.location) == ("Sáng 23/7", "sáng", "Hội trường UBND huyện")
    assert m.chairs[0].title == "Chủ tịch UBND huyện"


def test_two_in_one_day():
    out = found("* Sáng 18/5, Thường trực Thành ủy làm việc với Đảng ủy phường Một. Bí thư Thành ủy Bùi Lữ Thiều chủ trì buổi làm việc.\n"
                "* Chiều cùng ngày, Phó Bí thư Thành ủy Hồ Quỳnh Diễm chủ trì buổi làm việc với Đảng ủy phường Hai.")
    assert [(m.date, m.part_of_day, [c.name for c in m.chairs]) for m in out] == [
        ("2023-05-18", "sáng", ["Bùi Lữ Thiều"]), ("2023-05-18", "chiều", ["Hồ Quỳnh Diễm"])]


def test_a_delegation_goes_on_under_its_leader():
    out = found("Ngày 18/5, Đoàn giám sát của HĐND tỉnh do ông Bùi Lữ Thiều, Phó Chủ tịch HĐND tỉnh làm trưởng đoàn đã đến tiếp xúc cử tri tại xã Một.\n"
                "Chiều cùng ngày, Đoàn giám sát đã làm việc với UBND huyện Bình An về cải cách hành chính.")
    assert [[c.name for c in m.chairs] for m in out] == [["Bùi Lữ Thiều"], ["Bùi Lữ Thiều"]]


@pytest.mark.parametrize(("published", "body", "date"), [
    # an old article published anew: its own years count
    ("2018-06-25", "Chiều 26/9, Bộ Công Thương tổ chức họp báo thường kỳ tháng 9/2011. Tháng 9/2011 giá giảm.", "2011-09-26"),
    # one old law cited does not make an article old
    ("2019-07-30", "Sáng 27/02, Sở Tư pháp tổ chức hội nghị triển khai Luật Tổ chức chính quyền năm 2015.", "2019-02-27"),
    # no publication day
    (None, "Sáng 23/7, UBND xã tổ chức hội nghị sơ kết 6 tháng đầu năm 2020.", "2020-07-23"),
    (None, "Sáng 18/4, huyện long trọng tổ chức Lễ kỷ niệm 53 năm Ngày giải phóng huyện (19/4/1972 - 19/4/2025).", "2025-04-18"),
])
def test_year(published, body, date):
    assert [m.date for m in found(body, published=published)] == [date]


@pytest.mark.parametrize("body", ["", "Hội nghị", "họp " * 500, "Tại " * 300, "tổ chức hội nghị, " * 200, "chủ trì " * 300, "“Hội nghị " * 200])
def test_odd_input(body):
    found(body or " ")
