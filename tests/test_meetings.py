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
    ("Hội nghị do Chủ tịch UBND huyện Lã Khắc Duy và Phó Chủ tịch UBND huyện Đàm Thị Quế đồng chủ trì.", ["Lã Khắc Duy", "Đàm Thị Quế"]),
    ("Chủ tọa: ông Lã Khắc Duy, Chủ tịch UBND huyện.", ["Lã Khắc Duy"]),
    ("Ghế chủ tọa thuộc về ông Lã Khắc Duy, Chủ tịch UBND huyện.", ["Lã Khắc Duy"]),
    ("Ngồi ghế chủ tọa là ông Lã Khắc Duy, Chủ tịch UBND huyện.", ["Lã Khắc Duy"]),
    ("Được ủy quyền chủ trì, Phó Chủ tịch UBND huyện Đàm Thị Quế gợi ý thảo luận.", ["Đàm Thị Quế"]),
    ("Hội nghị, do ông Lã Khắc Duy, Chủ tịch UBND huyện, chủ trì, kéo dài một buổi.", ["Lã Khắc Duy"]),
    ("Ông Lã Khắc Duy, Chủ tịch UBND huyện, với tư cách chủ tọa, mời các xã phát biểu.", ["Lã Khắc Duy"]),
    ("Chủ tịch UBND huyện Lã Khắc Duy, người điều hành hội nghị, khép lại lúc 11 giờ.", ["Lã Khắc Duy"]),
    ("Chủ trì: Chủ tịch UBND huyện Lã Khắc Duy; Phó Chủ tịch UBND huyện Đàm Thị Quế.", ["Lã Khắc Duy", "Đàm Thị Quế"]),
    ("Đoàn chủ tọa có ông Lã Khắc Duy, Chủ tịch UBND huyện và bà Đàm Thị Quế, Phó Chủ tịch.", ["Lã Khắc Duy", "Đàm Thị Quế"]),
    ("Người chủ trì, ông Lã Khắc Duy, Chủ tịch UBND huyện, nói ngắn.", ["Lã Khắc Duy"]),
    ("Vị chủ tọa, Chủ tịch UBND huyện Lã Khắc Duy, nói ngắn.", ["Lã Khắc Duy"]),
    ("Dưới sự chủ tọa của ông Lã Khắc Duy - Chủ tịch UBND huyện, các xã lần lượt báo cáo.", ["Lã Khắc Duy"]),
    ("Bà Đàm Thị Quế, Phó Chủ tịch UBND huyện, thay Chủ tịch UBND huyện chủ trì hội nghị.", ["Đàm Thị Quế"]),
    ("Phát biểu khai mạc, ông Lã Khắc Duy, Chủ tịch UBND huyện - chủ trì hội nghị - nêu mục đích.", ["Lã Khắc Duy"]),
    ("Trong vai trò chủ tọa, ông Lã Khắc Duy, Chủ tịch UBND huyện, mời các xã.", ["Lã Khắc Duy"]),
    ("Trên ghế chủ tọa, Chủ tịch UBND huyện Lã Khắc Duy ghi chép.", ["Lã Khắc Duy"]),
    ("Chủ tịch UBND huyện Lã Khắc Duy đã có mặt từ sớm và trực tiếp chủ trì.", ["Lã Khắc Duy"]),
    ("Hội nghị đặt dưới sự chủ trì của hai đồng chí: Lã Khắc Duy (Chủ tịch UBND huyện), Đàm Thị Quế (Phó Chủ tịch UBND huyện).", ["Lã Khắc Duy", "Đàm Thị Quế"]),
    ("Hai người chủ trì là ông Lã Khắc Duy, Chủ tịch UBND huyện, và bà Đàm Thị Quế, Phó Chủ tịch.", ["Lã Khắc Duy", "Đàm Thị Quế"]),
    ("Người cầm trịch hội nghị là Chủ tịch UBND huyện Lã Khắc Duy.", ["Lã Khắc Duy"]),
    ("Bà Đàm Thị Quế, Phó Chủ tịch UBND huyện, thông tin; Chủ tịch UBND huyện Lã Khắc Duy chủ trì.", ["Lã Khắc Duy"]),
    ("Ông Lã Khắc Duy, Chủ tịch UBND huyện, dự. Ông cũng là người chủ trì hội nghị.", ["Lã Khắc Duy"]),
    ("Chủ tịch UBND huyện Lã Khắc Duy dự, Phó Chủ tịch UBND huyện Đàm Thị Quế chủ trì.", ["Đàm Thị Quế"]),
    ("Bà Đàm Thị Quế, Phó Chủ tịch UBND huyện, dự. Phòng Nội vụ chủ trì soạn đề án.", []),
    ("Chủ tịch UBND huyện Lã Khắc Duy giao Phòng Nội vụ chủ trì, báo cáo trước 15/6.", []),
    ("Theo Chủ tịch UBND huyện Lã Khắc Duy, đơn vị nào chủ trì thì đơn vị đó báo cáo.", []),
    ("Chủ tịch UBND huyện Lã Khắc Duy yêu cầu ngành y tế chủ trì việc này.", []),
    ("Ông Lã Khắc Duy, Chủ tịch UBND huyện, đề nghị ai chủ trì dự án nào thì ký cam kết.", []),
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
    ("Chiều 6/6, đoàn công tác của huyện kiểm tra đê. Trưởng đoàn là ông Lã Khắc Duy, Chủ tịch UBND huyện. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Chiều 6/6, đoàn công tác, do ông Lã Khắc Duy, Chủ tịch UBND huyện, dẫn đầu, kiểm tra đê biển xã Một. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Chiều 6/6, đoàn công tác do Chủ tịch UBND huyện Lã Khắc Duy đứng đầu đã kiểm tra đê biển xã Một. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Chiều 6/6, ông Lã Khắc Duy, Chủ tịch UBND huyện, Trưởng đoàn kiểm tra, đã kiểm tra đê biển xã Một. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Chủ tịch UBND huyện Lã Khắc Duy vừa có buổi kiểm tra đê biển xã Một, ngày 6/6. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Chiều 6/6, tại xã Một, Bí thư Huyện ủy Lã Khắc Duy dành cả buổi làm việc với Đảng ủy xã. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Buổi làm việc của Bí thư Huyện ủy Lã Khắc Duy với Đảng ủy xã Một diễn ra chiều 6/6. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Chiều 6/6, theo chân Bí thư Huyện ủy Lã Khắc Duy đi kiểm tra chốt kiểm dịch ở xã Một. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Đảng ủy xã Một làm việc với đoàn của Bí thư Huyện ủy Lã Khắc Duy hôm 6/6. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Chiều 6/6, đoàn giám sát HĐND huyện (Trưởng đoàn: bà Đàm Thị Quế, Phó Chủ tịch HĐND huyện) khảo sát chợ trung tâm xã Một. Xã nêu ba kiến nghị.", ["Đàm Thị Quế"]),
    ("Sáng 6/6, sau khi dâng hương, Bí thư Huyện ủy Lã Khắc Duy và đoàn khảo sát chợ trung tâm xã Một. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Có mặt tại chợ sáng 6/6, Bí thư Huyện ủy Lã Khắc Duy trực tiếp kiểm tra việc giữ khoảng cách. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
    ("Tại xã Một ngày 6/6, khi kiểm tra mô hình lúa, Bí thư Huyện ủy Lã Khắc Duy khen cách làm mới. Xã nêu ba kiến nghị.", ["Lã Khắc Duy"]),
])
def test_leader_of_a_visit(body, chairs):
    (meeting,) = found(body)
    assert [c.name for c in meeting.chairs] == chairs


# Told in other words than "Ngày …, UBND … tổ chức hội nghị …": the meeting is what the sentence is about, or is named in passing
# with its day behind it; who presided is told before, after, or by a pronoun.
TOLD = [
    ("Đó là những hình ảnh ghi lại tại Lễ phát động Tháng hành động vì trẻ em, tổ chức hôm 8/6 ở xã Tân Lập. Bà Lã Thị Mận, Phó Chủ tịch UBND huyện, trao 20 suất quà.",
     "2021-06-10", "lễ", "Lễ phát động Tháng hành động vì trẻ em", "2021-06-08", []),
    ("Không khí Hội nghị đại biểu người lao động năm 2021 ngày 4/6 khá cởi mở. Ông Bế Văn Hợp, Giám đốc Công ty Thủy nông Sông Lũy, chủ trì.",
     "2021-06-10", "hội nghị", "Hội nghị đại biểu người lao động năm 2021", "2021-06-04", ["Bế Văn Hợp"]),
    ("Buổi đối thoại với nông dân trồng cam (3/6) kéo dài gần bốn tiếng. Chủ trì là ông Đàm Quang Lực, Chủ tịch UBND huyện Cao Phong.",
     "2021-06-10", "đối thoại", "đối thoại với nông dân trồng cam", "2021-06-03", ["Đàm Quang Lực"]),
    ("Cuộc họp về tiến độ giải ngân bắt đầu lúc 7 giờ 30 sáng 2/6 do Phó Chủ tịch UBND tỉnh Hà Minh Tường chủ trì. Các chủ đầu tư lần lượt giải trình.",
     "2021-06-10", "họp", "Cuộc họp về tiến độ giải ngân", "2021-06-02", ["Hà Minh Tường"]),
    ('"Phải trả lời dân đúng hẹn", Chủ tịch UBND quận Phùng Chí Kiên nhắc khi chủ trì giao ban tuần của UBND quận sáng 7/6. Các phường còn 40 hồ sơ quá hạn.',
     '2021-06-10', 'giao ban', 'giao ban tuần của UBND quận', '2021-06-07', ['Phùng Chí Kiên']),
    ("Sở Tài chính ngày 3/6 đứng ra tổ chức họp báo công bố giá đất. Bà Vi Thị Lan Hương, Phó Giám đốc Sở, trả lời báo chí.",
     "2021-06-10", "họp", "họp báo công bố giá đất", "2021-06-03", []),
    ("Trung tá Lý Seo Chúng, Trưởng Công an huyện, làm trưởng đoàn kiểm tra việc quản lý pháo nổ tại ba xã biên giới hôm 5/6. Đoàn lập hai biên bản.",
     "2021-06-10", "kiểm tra", "kiểm tra việc quản lý pháo nổ tại ba xã biên giới", "2021-06-05", ["Lý Seo Chúng"]),
    ("Ngày 9/6, Phó Chủ tịch HĐND tỉnh Nông Thị Bích về xã Bình Long. Tại đây, bà khảo sát mô hình trồng dâu nuôi tằm của hợp tác xã. Xã đề nghị hỗ trợ giống.",
     "2021-06-10", "kiểm tra", "khảo sát mô hình trồng dâu nuôi tằm của hợp tác xã", "2021-06-09", ["Nông Thị Bích"]),
    ("UBND xã Yên Bình họp với các thôn sáng 7/6. Đây là cuộc họp bất thường về nước sạch, do ông Tạ Văn Thức, Chủ tịch UBND xã, chủ trì. Hai thôn thiếu nước từ tháng 3.",
     "2021-06-10", "họp", "cuộc họp bất thường về nước sạch", "2021-06-07", ["Tạ Văn Thức"]),
    ("Với vai trò trưởng đoàn, Phó Chủ tịch UBND thành phố Đặng Vũ Thành sáng 8/6 thị sát công trường tuyến metro số 3. Nhà thầu hứa đẩy nhanh đào hầm.",
     "2021-06-10", "kiểm tra", "thị sát công trường tuyến metro số 3", "2021-06-08", ["Đặng Vũ Thành"]),
    ('Hội thảo "Tre và sinh kế" vừa khép lại chiều 4/6 tại Đại học Tây Bắc. PGS.TS Cầm Văn Khánh, Hiệu trưởng, người chủ trì hội thảo, tiếp thu 12 ý kiến.',
     '2021-06-10', 'hội thảo', 'Hội thảo "Tre và sinh kế"', '2021-06-04', ['Cầm Văn Khánh']),
    ("Hơn 200 cựu chiến binh về dự buổi họp mặt kỷ niệm 40 năm ngày xuất ngũ hôm Chủ nhật, 6/6. Đại tá Ma Văn Sìn, nguyên Chỉ huy trưởng Ban CHQS huyện, ôn kỷ niệm.",
     "2021-06-10", "khác", "họp mặt kỷ niệm 40 năm ngày xuất ngũ", "2021-06-06", []),
    ("Mới 6 giờ, sân trường đã chật người. Lễ tổng kết năm học của Trường Tiểu học Kim Đồng diễn ra sau đó một tiếng, sáng 2/6. Cô Tô Ngọc Lan, Hiệu trưởng, đọc báo cáo.",
     "2021-06-10", "lễ", "Lễ tổng kết năm học của Trường Tiểu học Kim Đồng", "2021-06-02", []),
    ("Thừa ủy quyền Chủ tịch UBND tỉnh, Giám đốc Sở Công Thương Hứa Văn Bình ngày 2/6 làm việc với Hiệp hội Doanh nghiệp nhỏ và vừa. Hiệp hội nêu 9 vướng mắc.",
     "2021-06-10", "làm việc", "làm việc với Hiệp hội Doanh nghiệp nhỏ và vừa", "2021-06-02", ["Hứa Văn Bình"]),
    ("Hội nghị trực tuyến toàn quốc về chuyển đổi số do Thủ tướng Chính phủ Phan Minh Đạt chủ trì đã diễn ra vào hôm qua, 8/6. Điểm cầu tỉnh có 60 đại biểu.",
     "2021-06-10", "hội nghị", "Hội nghị trực tuyến toàn quốc về chuyển đổi số", "2021-06-08", ["Phan Minh Đạt"]),
    ("Thứ sáu tuần trước (4/6), Huyện ủy Mai Sơn mời các già làng tới dự gặp mặt người có uy tín năm 2021. Phó Bí thư Huyện ủy Lường Văn Toán cảm ơn các cụ.",
     "2021-06-10", "khác", "gặp mặt người có uy tín năm 2021", "2021-06-04", []),
    ("Trả lời câu hỏi của cử tri phường 5 tại buổi tiếp xúc cử tri hôm 5/6, đại biểu Ngô Thanh Vân hứa chuyển kiến nghị tới UBND thành phố. Cử tri hỏi nhiều về ngập nước.",
     "2021-06-10", "tiếp xúc cử tri", "tiếp xúc cử tri", "2021-06-05", []),
    ("Tập huấn nghiệp vụ điều tra cơ sở hành chính cho 80 điều tra viên: sáng 7/6, Cục Thống kê tỉnh khai giảng. Phó Cục trưởng Mạc Thị Huệ dặn học viên ghi phiếu cẩn thận.",
     "2021-06-10", "tập huấn", "Tập huấn nghiệp vụ điều tra cơ sở hành chính cho 80 điều tra viên", "2021-06-07", []),
    ("Đi kiểm tra cống ngăn mặn Láng Thé ngày 8/6, Bộ trưởng Bộ Nông nghiệp Lâm Hoàng Sa yêu cầu vận hành sớm. Tỉnh Trà Vinh xin thêm 200 tỷ đồng.",
     "2021-06-10", "kiểm tra", "kiểm tra cống ngăn mặn Láng Thé", "2021-06-08", ["Lâm Hoàng Sa"]),
    ('Lần đầu sau dịch, các nghệ nhân gặp lại nhau. Tọa đàm "Giữ nghề dệt lanh", do Hội LHPN huyện Quản Bạ mở ngày 9/6, có 30 chị tham dự. Bà Vàng Thị Mai, Chủ tịch Hội, ngồi ghế chủ tọa.',
     '2021-06-10', 'hội thảo', 'Tọa đàm "Giữ nghề dệt lanh"', '2021-06-09', ['Vàng Thị Mai']),
    ("Dịch tả lợn quay lại, UBND tỉnh họp khẩn. Cuộc họp của Ban Chỉ đạo phòng, chống dịch tối 7/6 do ông Trần Khánh Lộc, Phó Chủ tịch UBND tỉnh, và bà Cao Thị Mỵ, Giám đốc Sở NN&PTNT, đồng chủ trì.",
     "2021-06-10", "họp", "Cuộc họp của Ban Chỉ đạo phòng, chống dịch", "2021-06-07", ["Trần Khánh Lộc", "Cao Thị Mỵ"]),
    ("Chủ tọa phiên họp gồm: bà Lại Thị Sen, Chủ tịch HĐND huyện; ông Kha Văn Ót, Phó Chủ tịch HĐND huyện. Kỳ họp thứ nhất HĐND huyện Quế Phong khóa XX bầu xong các chức danh trong ngày 3/6.",
     "2021-06-10", "kỳ họp", "Kỳ họp thứ nhất HĐND huyện Quế Phong khóa XX", "2021-06-03", ["Lại Thị Sen", "Kha Văn Ót"]),
    ("Sau hai lần hoãn vì mưa bão, lễ khánh thành cầu Bản Vẽ cũng đã được UBND huyện làm vào sáng 5/6. Cắt băng có ông Vi Văn Sơn, Bí thư Huyện ủy.",
     "2021-06-10", "lễ", "lễ khánh thành cầu Bản Vẽ", "2021-06-05", []),
    ("Chiều 8/6 Bộ trưởng Bộ Tài nguyên và Môi trường Mai Xuân Tùng làm việc với tỉnh Cà Mau về sạt lở bờ biển. Tỉnh xin công bố tình huống khẩn cấp.",
     "2021-06-10", "làm việc", "làm việc với tỉnh Cà Mau về sạt lở bờ biển", "2021-06-08", ["Mai Xuân Tùng"]),
    ("Đại hội Chi hội Nhà báo Báo Lào Cai lần thứ ba ngày 4/6 bầu ban thư ký gồm ba người. Nhà báo Giàng Seo Pao, Thư ký Chi hội, hứa đổi mới sinh hoạt.",
     "2021-06-10", "khác", "Đại hội Chi hội Nhà báo Báo Lào Cai lần thứ ba", "2021-06-04", []),
    ("Nhận lời mời của Chủ tịch UBND tỉnh, ngày 2/6 Đại sứ Nhật Bản Yamada Takashi đến thăm tỉnh. Chủ tịch UBND tỉnh Bùi Thế Duyệt chủ trì buổi tiếp đoàn tại trụ sở UBND tỉnh.",
     "2021-06-10", "làm việc", "buổi tiếp đoàn tại trụ sở UBND tỉnh", "2021-06-02", ["Bùi Thế Duyệt"]),
    ("Dưới quyền điều khiển của Phó Chủ tịch HĐND tỉnh Lê Thị Hoàng Oanh, phiên giải trình về rác thải sinh hoạt sáng 18/9 kéo dài hơn dự kiến. Giám đốc Sở Xây dựng Tạ Khắc Minh trả lời 11 câu hỏi.",
     "2018-09-20", "phiên họp", "phiên giải trình về rác thải sinh hoạt", "2018-09-18", ["Lê Thị Hoàng Oanh"]),
    ("Hôm 17/9, Phó Bí thư Thành ủy Đoàn Duy Khang dẫn đoàn đi kiểm tra tiến độ kè sông Cái. Đơn vị thi công xin lùi hạn một tháng.",
     "2018-09-20", "kiểm tra", "kiểm tra tiến độ kè sông Cái", "2018-09-17", ["Đoàn Duy Khang"]),
    ("Thông tin được Chánh Văn phòng UBND tỉnh Võ Anh Tài nêu tại họp báo thường kỳ quý III, chiều 19/9. Tỉnh sẽ công khai kết luận thanh tra trên cổng điện tử.",
     "2018-09-20", "họp", "họp báo thường kỳ quý III", "2018-09-19", []),
    ("Đồng chí Rah Lan Chung – Bí thư Huyện ủy – là người điều hành hội nghị giao ban Bí thư chi bộ tháng 9 diễn ra trong buổi sáng 17/9. Có 41 bí thư dự.",
     "2018-09-20", "giao ban", "hội nghị giao ban Bí thư chi bộ tháng 9", "2018-09-17", ["Rah Lan Chung"]),
    ("Buổi làm việc giữa Thường trực Tỉnh ủy và Ban Thường vụ Huyện ủy Tủa Chùa hôm 12/9 xoay quanh chuyện xóa nghèo. Người chủ trì là Bí thư Tỉnh ủy Trần Xuân Quyền.",
     "2018-09-20", "làm việc", "Buổi làm việc giữa Thường trực Tỉnh ủy và Ban Thường vụ Huyện ủy Tủa Chùa", "2018-09-12", ["Trần Xuân Quyền"]),
    ("Mười hai doanh nghiệp đã ngồi lại với lãnh đạo huyện Đức Hòa trong cuộc đối thoại tháo gỡ khó khăn về đất đai ngày 11/9. Chủ tịch UBND huyện Phan Nhân Duy cầm trịch.",
     "2018-09-20", "đối thoại", "đối thoại tháo gỡ khó khăn về đất đai", "2018-09-11", ["Phan Nhân Duy"]),
    ("Cục Thuế tỉnh Bạc Liêu ngày 10-9 khai giảng khóa tập huấn hóa đơn điện tử cho doanh nghiệp. Phó Cục trưởng Hồ Thị Ánh giới thiệu phần mềm mới.",
     "2018-09-20", "tập huấn", "tập huấn hóa đơn điện tử cho doanh nghiệp", "2018-09-10", []),
    ("Ngay khi bão tan, vào lúc 20 giờ ngày 16/9, Phó Thủ tướng Trịnh Đình Cường chủ trì cuộc họp khẩn với 5 tỉnh ven biển ngay tại Sở Chỉ huy tiền phương. Hải Phòng báo cáo 20 nhà tốc mái.",
     "2018-09-20", "họp", "cuộc họp khẩn với 5 tỉnh ven biển ngay tại Sở Chỉ huy tiền phương", "2018-09-16", ["Trịnh Đình Cường"]),
    ("Từ sáng sớm, bà con bản Pom Hán đã dọn đường. Họ đón đoàn của Phó Chủ tịch UBND huyện Hoàng Mí Vần lên khảo sát điểm sạt lở đầu nguồn hôm 8/9. Đoàn đi bộ bốn tiếng.",
     "2018-09-20", "kiểm tra", "khảo sát điểm sạt lở đầu nguồn", "2018-09-08", ["Hoàng Mí Vần"]),
    ("Kỳ họp bất thường của HĐND thành phố Tam Điệp đã bế mạc. Tại kỳ họp thứ 7 (bất thường) ngày 18/9 này, đại biểu bầu ông An Quốc Việt giữ chức Phó Chủ tịch UBND thành phố. Chủ tọa kỳ họp là Chủ tịch HĐND thành phố Vũ Thị Nhàn.",
     "2018-09-20", "kỳ họp", "kỳ họp thứ 7 (bất thường)", "2018-09-18", ["Vũ Thị Nhàn"]),
    ("Hai ngày 12 và 13/9, Đoàn giám sát Ủy ban Về các vấn đề xã hội đến Hà Giang. Đoàn do Phó Chủ nhiệm Đặng Thuần Phong dẫn đầu đã giám sát việc thực hiện chính sách bảo hiểm y tế cho đồng bào dân tộc. Tỉnh kiến nghị cấp thẻ sớm.",
     "2018-09-20", "kiểm tra", "giám sát việc thực hiện chính sách bảo hiểm y tế cho đồng bào dân tộc", "2018-09-12", ["Đặng Thuần Phong"]),
    ("Hội đồng nghĩa vụ quân sự huyện Gò Quao đã triển khai tuyển quân năm 2019 bằng một hội nghị mở rộng tới xã hôm 11/9, do Chủ tịch Hội đồng Lê Minh Thấu chủ trì.",
     "2018-09-20", "hội nghị", "hội nghị mở rộng tới xã", "2018-09-11", ["Lê Minh Thấu"]),
    ("Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch Kim Thị Sô Phi cùng Thanh tra Sở kiểm tra 6 cơ sở karaoke ở thành phố Sóc Trăng đêm 14/9. Ba nơi bị lập biên bản.",
     "2018-09-20", "kiểm tra", "kiểm tra 6 cơ sở karaoke ở thành phố Sóc Trăng", "2018-09-14", ["Kim Thị Sô Phi"]),
    ('Hội thảo khoa học "Văn hóa Sa Huỳnh - Chămpa": Sáng 6/9, Viện Khảo cổ học phối hợp UBND tỉnh Quảng Ngãi tổ chức. GS Trần Bá Trung, Viện trưởng, và ông Đặng Ngọc Hưng, Phó Chủ tịch UBND tỉnh, cùng chủ tọa.',
     '2018-09-20', 'hội thảo', 'Hội thảo khoa học "Văn hóa Sa Huỳnh - Chămpa"', '2018-09-06', ['Trần Bá Trung', 'Đặng Ngọc Hưng']),
    ("Giữa hai cơn mưa, lễ khai giảng của Trường PTDTBT Lũng Cú vẫn đúng giờ. 8 giờ ngày 5/9, Bí thư Đảng ủy xã Vừ Mí Cáy đánh trống. Trường có 412 học sinh.",
     "2018-09-20", "lễ", "lễ khai giảng của Trường PTDTBT Lũng Cú", "2018-09-05", []),
    ("Trước câu hỏi vì sao chậm, Chủ tịch UBND huyện Trịnh Bá Lương không né. Làm việc với các chủ đầu tư chiều 13/9, ông chỉ thẳng ba khâu yếu. Một chủ đầu tư xin rút.",
     "2018-09-20", "làm việc", "Làm việc với các chủ đầu tư", "2018-09-13", ["Trịnh Bá Lương"]),
    ("Sở Tư pháp Hòa Bình: Sáng 7/9, ông Bùi Văn Toàn, Phó Giám đốc Sở, thay mặt Ban Giám đốc chủ trì Hội nghị tuyên truyền Luật Trợ giúp pháp lý. Báo cáo viên là bà Xa Thị Lý, Trưởng phòng Phổ biến.",
     "2018-09-20", "hội nghị", "Hội nghị tuyên truyền Luật Trợ giúp pháp lý", "2018-09-07", ["Bùi Văn Toàn"]),
    ("Bộ Công an chiều nay (20/9) công bố quyết định cán bộ. Tại lễ công bố, Thứ trưởng Bùi Quang Nam chủ trì và trao quyết định cho Đại tá Mai Hoàng Tiến, tân Giám đốc Công an tỉnh.",
     "2018-09-20", "lễ", "lễ công bố", "2018-09-20", ["Bùi Quang Nam"]),
    ("Khi nắng vừa lên, ngày 8/9, đoàn liên ngành gồm Sở Y tế, Công an tỉnh do bác sĩ Ngô Kim Cúc, Phó Chi cục trưởng Chi cục ATVSTP, phụ trách đã kiểm tra các lò bánh trung thu ở Tân Châu.",
     "2018-09-20", "kiểm tra", "kiểm tra các lò bánh trung thu ở Tân Châu", "2018-09-08", ["Ngô Kim Cúc"]),
    ("Thứ Ba tuần này (18/9), họp Ban quản lý rừng phòng hộ Thạch Nham với ba xã vùng đệm đã chốt phương án giao khoán. Trưởng ban Cái Văn Tư điều hành cuộc họp.",
     "2018-09-20", "họp", "họp Ban quản lý rừng phòng hộ Thạch Nham với ba xã vùng đệm", "2018-09-18", ["Cái Văn Tư"]),
    ("Thường trực HĐND huyện Sơn Động ngày 14 tháng 9 năm 2018 tổ chức phiên họp thường kỳ tháng 9, dưới sự chủ tọa của bà Giáp Thị Hà (Chủ tịch HĐND huyện).",
     "2018-09-20", "phiên họp", "phiên họp thường kỳ tháng 9", "2018-09-14", ["Giáp Thị Hà"]),
    ("Gần 300 đại biểu có mặt ở Đại hội Hội Nông dân tỉnh Yên Bái lần thứ IX, khai mạc 10/9 và bế mạc ngay hôm sau. Chủ tịch Hội Nông dân Việt Nam Thào Xuân Sinh phát biểu.",
     "2018-09-20", "khác", "Đại hội Hội Nông dân tỉnh Yên Bái lần thứ IX", "2018-09-10", []),
    ("Chiều muộn ngày 12.9, sau khi thăm hai mô hình, Bí thư Tỉnh đoàn Phạm Thị Mỹ Hoa có buổi làm việc với Ban Chấp hành Huyện đoàn Vĩnh Châu. Huyện đoàn xin thêm kinh phí.",
     "2018-09-20", "làm việc", "buổi làm việc với Ban Chấp hành Huyện đoàn Vĩnh Châu", "2018-09-12", ["Phạm Thị Mỹ Hoa"]),
    ("Chuyện thiếu nước lại nóng lên. Nó chiếm phần lớn thời gian của cuộc tiếp xúc cử tri tại phường Ba Ngòi tối 17/4. Đại biểu Mang Thị Vui, đại biểu HĐND thành phố, hứa theo đến cùng.",
     "2019-04-20", "tiếp xúc cử tri", "tiếp xúc cử tri tại phường Ba Ngòi", "2019-04-17", []),
    ("19 giờ, đèn nhà văn hóa bật sáng: họp thôn Nà Pheo về hiến đất mở đường bắt đầu. Hôm ấy, 15/4, Bí thư Đảng ủy xã Hoàng Seo Lìn về chủ trì.",
     "2019-04-20", "họp", "họp thôn Nà Pheo về hiến đất mở đường", "2019-04-15", ["Hoàng Seo Lìn"]),
    ("Trưởng đoàn Nông Quốc Chấn Hưng, Phó Chủ tịch HĐND huyện, cùng 6 thành viên mất cả ngày 11/4 để giám sát việc thu chi đầu năm học ở bốn trường. Hai trường phải trả lại tiền.",
     "2019-04-20", "kiểm tra", "giám sát việc thu chi đầu năm học ở bốn trường", "2019-04-11", ["Nông Quốc Chấn Hưng"]),
    ("Tỉnh đoàn Tiền Giang: Lễ trao Giải thưởng Lý Tự Trọng được tổ chức trang trọng tại Đền thờ hôm 13/4. Chị Đỗ Thị Cẩm Giang, Bí thư Tỉnh đoàn, trao cho 12 cán bộ.",
     "2019-04-20", "lễ", "Lễ trao Giải thưởng Lý Tự Trọng", "2019-04-13", []),
    ("Cuối tuần qua, đúng ngày 13/4, phố núi rộn ràng với Ngày hội Đại đoàn kết các dân tộc huyện Kon Rẫy. Bí thư Huyện ủy U Minh Phượng múa xoang cùng bà con.",
     "2019-04-20", "khác", "Ngày hội Đại đoàn kết các dân tộc huyện Kon Rẫy", "2019-04-13", []),
    ("Được mời lên bục đầu tiên trong tọa đàm về nợ đọng văn bản hôm 10/4 là ông Trình Công Vũ, Vụ trưởng Vụ Pháp luật. Người điều hành tọa đàm, Thứ trưởng Bộ Tư pháp Đậu Minh Hiền, đặt ba câu hỏi.",
     "2019-04-20", "hội thảo", "tọa đàm về nợ đọng văn bản", "2019-04-10", ["Đậu Minh Hiền"]),
    ("Hơn 50 hộ kinh doanh chợ Bến Tranh không còn bức xúc. Lãnh đạo huyện đã gặp họ: buổi đối thoại về di dời chợ, ngày 9/4, kết thúc bằng một biên bản. Chủ tịch UBND huyện Ngô Hữu Tâm chủ trì đối thoại.",
     "2019-04-20", "đối thoại", "đối thoại về di dời chợ", "2019-04-09", ["Ngô Hữu Tâm"]),
    ("Bộ trưởng Bộ Y tế Phùng Thị Kim Tiên bất ngờ xuất hiện ở Bệnh viện Đa khoa tỉnh Kon Tum lúc 6 giờ sáng 8/4. Đó là một cuộc kiểm tra đột xuất khâu tiếp đón bệnh nhân. Bà xếp hàng lấy số như mọi người.",
     "2019-04-20", "kiểm tra", "cuộc kiểm tra đột xuất khâu tiếp đón bệnh nhân", "2019-04-08", ["Phùng Thị Kim Tiên"]),
    ("Bế mạc chiều 17/4 sau hai ngày làm việc, kỳ họp thứ tám HĐND tỉnh Đắk Nông khóa III thông qua 9 nghị quyết. Điều hành kỳ họp là Chủ tịch HĐND tỉnh Lê Diễn Thành.",
     "2019-04-20", "kỳ họp", "kỳ họp thứ tám HĐND tỉnh Đắk Nông khóa III", "2019-04-17", ["Lê Diễn Thành"]),
    ("Từ 2 giờ chiều 16/4, điện thoại của nhiều giám đốc sở phải để ngoài cửa. Giao ban giữa kỳ của UBND tỉnh Gia Lai năm nay cấm dùng điện thoại. Chủ tịch UBND tỉnh Võ Ngọc Thành Trung chủ trì.",
     "2019-04-20", "giao ban", "Giao ban giữa kỳ của UBND tỉnh Gia Lai năm nay cấm dùng điện thoại", "2019-04-16", ["Võ Ngọc Thành Trung"]),
    ('"Sai đâu sửa đó" - Phó Bí thư Tỉnh ủy Hà Ban Mê kết luận như thế sau khi kiểm tra việc thực hiện Nghị quyết Trung ương 4 tại Huyện ủy Đăk Glei trong hai ngày 11 và 12/4.',
     '2019-04-20', 'kiểm tra', 'kiểm tra việc thực hiện Nghị quyết Trung ương 4 tại Huyện ủy Đăk Glei', '2019-04-11', ['Hà Ban Mê']),
    ("Cầm trên tay tờ trình còn thơm mùi mực, Chủ tịch UBND quận Lý Chiêu Minh mở đầu cuộc họp rà soát giải phóng mặt bằng nút giao ngày 19/4. Ông giữ vai trò chủ tọa suốt ba giờ.",
     "2019-04-20", "họp", "cuộc họp rà soát giải phóng mặt bằng nút giao", "2019-04-19", ["Lý Chiêu Minh"]),
    ("Bốn mươi lăm phút là thời lượng mỗi nhóm được trình bày ở lớp tập huấn kỹ năng giải quyết khiếu nại mà Thanh tra tỉnh mở hôm 10/4. Phó Chánh Thanh tra Cấn Đình Vĩ đứng lớp.",
     "2019-04-20", "tập huấn", "tập huấn kỹ năng giải quyết khiếu nại", "2019-04-10", []),
    ("Sở GTVT báo cáo gì với Phó Chủ tịch UBND thành phố? Câu trả lời có ở buổi giao ban an toàn giao thông đầu tuần, thứ Hai 15/4. Phó Chủ tịch UBND thành phố Nghiêm Bá Hải chủ trì buổi giao ban.",
     "2019-04-20", "giao ban", "giao ban an toàn giao thông đầu tuần", "2019-04-15", ["Nghiêm Bá Hải"]),
    ("Bắt tay từng chiến sĩ, Chủ tịch UBND tỉnh Lương Trọng Khải khép lại chuyến thị sát đảo Bạch Long hai ngày 14 và 15/4. Quân dân đảo kiến nghị thêm tàu.",
     "2019-04-20", "kiểm tra", "chuyến thị sát đảo Bạch Long", "2019-04-14", ["Lương Trọng Khải"]),
    ("Bên lề Hội nghị xúc tiến đầu tư vùng Tây Bắc hôm 16/11, nhiều nhà đầu tư hỏi về điện. Ông Bạc Cầm Khuyên, Giám đốc Sở Công Thương, hứa trả lời bằng văn bản.",
     "2016-11-20", "hội nghị", "Hội nghị xúc tiến đầu tư vùng Tây Bắc", "2016-11-16", []),
    ("Văn phòng UBND tỉnh vừa có Thông báo số 218/TB-VP, truyền đạt kết luận của Phó Chủ tịch UBND tỉnh Lê Quang Thích Đạo tại cuộc họp giải quyết khiếu nại khu tái định cư Vạn Tường ngày 10/11/2016. Các bên có 15 ngày thực hiện.",
     "2016-11-20", "họp", "cuộc họp giải quyết khiếu nại khu tái định cư Vạn Tường", "2016-11-10", []),
    ("Tâm điểm của tuần là phiên họp UBND tỉnh thường kỳ tháng 11, được ấn định và diễn ra ngày 17/11. Chủ tịch UBND tỉnh Ung Văn Chính điều hành.",
     "2016-11-20", "phiên họp", "phiên họp UBND tỉnh thường kỳ tháng 11", "2016-11-17", ["Ung Văn Chính"]),
    ("Có mặt tại lễ mít tinh Ngày Nhà giáo Việt Nam của huyện Đầm Dơi sáng 18/11, Phó Chủ tịch UBND tỉnh Thân Đức Hướng trao bằng khen cho 9 giáo viên.",
     "2016-11-20", "lễ", "lễ mít tinh Ngày Nhà giáo Việt Nam của huyện Đầm Dơi", "2016-11-18", []),
    ("Chiều tối, cán bộ xã mới ra về. Cả buổi họ ngồi nghe dân nói ở buổi đối thoại giữa người đứng đầu cấp ủy, chính quyền với nhân dân xã Ea Yông, 15/11. Bí thư Đảng ủy H'Yim Kđoh chủ trì đối thoại.",
     '2016-11-20', 'đối thoại', 'đối thoại giữa người đứng đầu cấp ủy, chính quyền với nhân dân xã Ea Yông', '2016-11-15', ["H'Yim Kđoh"]),
    ("Biên bản cuộc kiểm tra bếp ăn Khu công nghiệp Hòa Khánh ngày 14/11 dài bốn trang. Đoàn do Chi cục trưởng Nguyễn Tấn Hải Lâm làm trưởng đoàn phát hiện hai bếp thiếu giấy tờ.",
     "2016-11-20", "kiểm tra", "cuộc kiểm tra bếp ăn Khu công nghiệp Hòa Khánh", "2016-11-14", ["Nguyễn Tấn Hải Lâm"]),
    ("Ba tiếng, bảy lượt ý kiến, một quyết định: cuộc họp Ban Thường vụ Huyện ủy Phú Quý chiều 11/11 chọn phương án nạo vét cảng. Bí thư Huyện ủy Ngô Tấn Lực là chủ tọa.",
     "2016-11-20", "họp", "cuộc họp Ban Thường vụ Huyện ủy Phú Quý", "2016-11-11", ["Ngô Tấn Lực"]),
    ("Tại TP Hạ Long, từ ngày 14 đến 16/11, Bộ Tư pháp mở lớp bồi dưỡng nghiệp vụ công chứng. Cục trưởng Đỗ Hoàng Yến Chi giảng chuyên đề đầu.",
     "2016-11-20", "tập huấn", "lớp bồi dưỡng nghiệp vụ công chứng", "2016-11-14", []),
    ("Bộ trưởng Bộ LĐ-TB&XH Đào Hồng Dung hôm nay 20/11 tiếp Đại sứ Hàn Quốc Lee Hyuk Jin. Hai bên bàn việc nối lại chương trình EPS.",
     "2016-11-20", "làm việc", "tiếp Đại sứ Hàn Quốc Lee Hyuk Jin", "2016-11-20", ["Đào Hồng Dung"]),
    ("Chủ tịch Hội Nông dân tỉnh Tráng Seo Phừ cho hay 300 hộ sẽ được vay vốn. Thông tin đưa ra trong hội nghị Ban Chấp hành Hội lần thứ 11 vừa diễn ra ngày 9/11.",
     "2016-11-20", "hội nghị", "hội nghị Ban Chấp hành Hội lần thứ 11", "2016-11-09", []),
    ("Sau cuộc tiếp xúc với cử tri quận Ninh Kiều ngày 12/11, Bí thư Thành ủy Trần Quốc Trung Dũng xuống ngay con hẻm ngập. Hẻm này ngập ba năm nay.",
     "2016-11-20", "tiếp xúc cử tri", "tiếp xúc với cử tri quận Ninh Kiều", "2016-11-12", []),
    ("Hội Cựu chiến binh xã Tân Hòa sơ kết phong trào. Hội nghị sơ kết vào sáng Chủ nhật (13/11), ông Khưu Văn Mười, Chủ tịch Hội, vừa chủ trì vừa đọc báo cáo.",
     "2016-11-20", "hội nghị", "Hội nghị sơ kết", "2016-11-13", ["Khưu Văn Mười"]),
    ("Không còn cảnh giấy tờ chất chồng ở kỳ họp thứ ba HĐND thành phố Sa Đéc: đại biểu dùng máy tính bảng. Khai mạc hôm 15/11, kỳ họp do Chủ tịch HĐND thành phố Võ Thị Bình An chủ tọa.",
     "2016-11-20", "kỳ họp", "kỳ họp thứ ba HĐND thành phố Sa Đéc", "2016-11-15", ["Võ Thị Bình An"]),
    ('Phóng viên ghi nhận ở Hội thảo "Nước mắm truyền thống, đi đâu?" (ngày 4/11, Phú Quốc) không khí tranh luận gay gắt. PGS.TS Vũ Thế Thành Công, Phó Viện trưởng, chủ trì.',
     '2016-11-20', 'hội thảo', 'Hội thảo "Nước mắm truyền thống, đi đâu?', '2016-11-04', ['Vũ Thế Thành Công']),
]


@pytest.mark.parametrize(("body", "published", "kind", "name", "date", "chairs"), TOLD)
def test_told_in_other_words(body, published, kind, name, date, chairs):
    assert [(m.type, m.name, m.date, [c.name for c in m.chairs]) for m in found(body, published=published)] == [(kind, name, date, chairs)]


@pytest.mark.parametrize("body", [
    'Kế hoạch 45/KH-UBND giao Phòng Giáo dục và Đào tạo tổng hợp, báo cáo tại hội nghị sơ kết học kỳ. Các trường hoàn thành tự rà soát trước 30/6. Kinh phí do ngân sách bảo đảm.',
    'Thư của Chủ tịch UBND tỉnh Dương Hữu Phước nhắc lại cam kết tại cuộc họp đầu tháng 5. Ông mong bà con bình tĩnh.',
    'Thực hiện kết luận của Bí thư Tỉnh ủy tại cuộc họp ngày 1/6, UBND tỉnh ban hành Công điện số 08/CĐ-UBND. Các huyện báo cáo trước 15/6.',
    'Ông Hà Văn Quyết - Trưởng thôn - kể chuyện làm đường. Trưởng bản Lò Văn Hặc cho biết bản góp 300 công. Đường dài 2km.',
    'Tỉnh sẽ rà soát lại bảng giá đất, theo dự thảo vừa được gửi lấy ý kiến. Giám đốc nhà máy Phạm Quốc Toản cho hay giá mới cao hơn 20%. Kỳ họp cuối năm của HĐND tỉnh sẽ thông qua.',
    'Các cuộc họp dân ở thôn, theo hướng dẫn mới, phải có ít nhất 50% số hộ. Quy ước nào trái luật bị bãi bỏ. Hướng dẫn có hiệu lực từ 1/7.',
    'UBND xã Mỹ Lợi phát đi thông báo về lịch gieo sạ vụ đông xuân. Nông dân xuống giống từ 25/10 đến 5/11. Cuộc họp với các hợp tác xã sẽ được mở khi có lịch xả nước. Trạm bơm chuẩn bị đủ dầu.',
    'Nghị quyết được thông qua tại kỳ họp thứ 5 nay đã đi vào cuộc sống. Toàn tỉnh có 312 hộ được vay vốn. Ông Lê Công Danh, Giám đốc Ngân hàng CSXH tỉnh, cho biết dư nợ tăng 14%.',
    'Đã 4 năm kể từ hội nghị xúc tiến đầu tư đầu tiên, Lai Vung có 16 nhà máy. Chủ tịch UBND huyện Đỗ Thành Nhơn nói huyện ưu tiên chế biến quýt. Thu ngân sách tăng gấp đôi.',
    'Người dân quê ông Tô Huy Hoàng, Bí thư Tỉnh ủy, bảo chưa bao giờ đường đẹp thế. Con đường dài 7km khánh thành năm ngoái. Xã đang làm tiếp 3km nữa.',
    'UBND tỉnh vừa ký ban hành kế hoạch kiểm tra an toàn hồ đập. Theo đó các đoàn sẽ đi kiểm tra từ ngày 2/5. Kế hoạch kèm danh sách 48 hồ. Sở Nông nghiệp và PTNT chủ trì thực hiện.',
    'Giám đốc Sở Nội vụ Mai Quốc Đẩu trả lời phỏng vấn về tinh giản biên chế. Ông nói đề án đã được Hội nghị Tỉnh ủy lần thứ 17 cho ý kiến. Đến 2021 tỉnh giảm 2.300 người.',
    'Công điện của Chủ tịch UBND tỉnh gửi các huyện ven biển lúc 9 giờ ngày 18/4. Công điện yêu cầu họp ngay ban chỉ huy, gọi tàu thuyền vào bờ. Trực ban 24/24 giờ.',
    'Theo chương trình công tác, trong tháng 12 Huyện ủy sẽ mở hai lớp bồi dưỡng. Đối tượng là cấp ủy cơ sở. Kinh phí do huyện cấp. Hội nghị cán bộ chủ chốt được lùi sang năm sau.',
    'Kế hoạch tổ chức Hội nghị tổng kết 5 năm xây dựng nông thôn mới đã được duyệt. Hội nghị dự kiến ngày 15/12. Văn phòng Điều phối chuẩn bị báo cáo.',
    'Ông Hồ Văn Lơi, Chủ tịch UBND xã, kể lại cuộc họp năm 2014 khi dân phản đối đập thủy điện. Nay dân đã thuận. Đường vào làng xong tháng 10.',
])
def test_only_mentioned(body):
    assert found(body, published="2021-06-10") == []


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


def test_a_headline_names_what_the_lead_tells():
    (m,) = found("Tối 18/7, ông Vũ Đình Cừ, Trưởng Ban Chỉ đạo, chủ trì. Lực lượng chức năng xử lý 214 vụ.", title="Họp Ban Chỉ đạo 389 huyện Móng Tiên quý II: phạt 2 tỷ đồng")
    assert (m.type, m.date, [c.name for c in m.chairs]) == ("họp", "2023-07-18", ["Vũ Đình Cừ"])


def test_another_visit_on_the_next_day():
    out = found("Ngày 12/7 Thứ trưởng Bộ Xây dựng Lã Thị Mỹ kiểm tra cụm dân cư Thường Hòa, sang hôm sau, 13/7, bà làm việc với UBND tỉnh về vốn vay.")
    assert [(m.type, m.name, m.date) for m in out] == [("kiểm tra", "kiểm tra cụm dân cư Thường Hòa", "2023-07-12"), ("làm việc", "làm việc với UBND tỉnh về vốn vay", "2023-07-13")]


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
    # a day to come is none of the year before
    ("2025-09-13", "UBND tỉnh tổ chức Hội nghị xúc tiến đầu tư vào sáng 20/9 tại thành phố.", "2025-09-20"),
    # no publication day
    (None, "Sáng 23/7, UBND xã tổ chức hội nghị sơ kết 6 tháng đầu năm 2020.", "2020-07-23"),
    (None, "Sáng 18/4, huyện long trọng tổ chức Lễ kỷ niệm 53 năm Ngày giải phóng huyện (19/4/1972 - 19/4/2025).", "2025-04-18"),
])
def test_year(published, body, date):
    assert [m.date for m in found(body, published=published)] == [date]


@pytest.mark.parametrize("body", ["", "Hội nghị", "họp " * 500, "Tại " * 300, "tổ chức hội nghị, " * 200, "chủ trì " * 300, "“Hội nghị " * 200])
def test_odd_input(body):
    found(body or " ")
