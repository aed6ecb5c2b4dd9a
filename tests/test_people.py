"""Persons with their titles, and who a short mention means."""
from __future__ import annotations

import pytest

from pipeline.coreference import resolve_person
from pipeline.extractors import people
from tests.test_recognise import context


def persons(text: str) -> dict[str, str | None]:
    ctx = context(text)
    ctx.people = people.extract(ctx)
    assert all(text[p.span[0]:p.span[1]] == p.name for p in ctx.people)
    return {p.name: p.title for p in ctx.people}


@pytest.mark.parametrize(("text", "wanted"), [
    ("Ông Lã Khắc Duy - Chủ tịch UBND huyện chủ trì.", {"Lã Khắc Duy": "Chủ tịch UBND huyện"}),
    ("Bà Đàm Thu Quế, Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực UBND tỉnh, phát biểu.",
     {"Đàm Thu Quế": "Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực UBND tỉnh"}),
    ("Bí thư Đảng ủy, Chủ tịch HĐND phường Trịnh Nguyên Quân tiếp thu ý kiến.",
     {"Trịnh Nguyên Quân": "Bí thư Đảng ủy, Chủ tịch HĐND phường"}),
    # the posts before a name belong to it, not to the person before
    ("Bộ trưởng Lưu Khắc Đam, Bộ trưởng Bộ Tài chính Trần Lữ Hoài chủ trì họp báo.",
     {"Lưu Khắc Đam": "Bộ trưởng", "Trần Lữ Hoài": "Bộ trưởng Bộ Tài chính"}),
    ("Tiếp đoàn có các đồng chí: Bế Văn Bốn - Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh; K'Brơi – TUV Phó Chủ tịch HĐND tỉnh; "
     "Võ Đình Lĩnh - Phó Trưởng đoàn chuyên trách cùng lãnh đạo các sở.",
     {"Bế Văn Bốn": "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh", "K'Brơi": "TUV Phó Chủ tịch HĐND tỉnh",
      "Võ Đình Lĩnh": "Phó Trưởng đoàn chuyên trách"}),
    ("Đồng chí Đinh Khắc Thường, Phó Chủ tịch UBND tỉnh, Phó Trưởng Ban Thường trực Ban ATGT tỉnh và Đại tá Lâm Quốc Trọng, "
     "Phó Giám đốc Công an tỉnh đồng chủ trì.",
     {"Đinh Khắc Thường": "Phó Chủ tịch UBND tỉnh, Phó Trưởng Ban Thường trực Ban ATGT tỉnh",
      "Lâm Quốc Trọng": "Phó Giám đốc Công an tỉnh"}),
    # a title given in two places: the fullest
    ("Thủ tướng Hà Khắc Chinh yêu cầu làm ngay. Thủ tướng Chính phủ Hà Khắc Chinh nhắc lại.", {"Hà Khắc Chinh": "Thủ tướng Chính phủ"}),
    # what a post leads stands before a name, in lower case or by the name of its field
    ("Trưởng ấp Huỳnh Văn Tốt cho hay ấp có 40 hộ. Trưởng bản Giàng A Páo kể.", {"Huỳnh Văn Tốt": "Trưởng ấp", "Giàng A Páo": "Trưởng bản"}),
    ("Giám đốc nhà máy Lưu Thế Hiển cho hay sẽ trả hết.", {"Lưu Thế Hiển": "Giám đốc nhà máy"}),
    ("Cục trưởng Cục Y tế dự phòng Lục Đắc Bình khuyến cáo.", {"Lục Đắc Bình": "Cục trưởng Cục Y tế dự phòng"}),
    ("Cục trưởng Cục Thuế Lục Đắc Bình khuyến cáo.", {"Lục Đắc Bình": "Cục trưởng Cục Thuế"}),
    ("Giám đốc Sở Công Thương Hứa Văn Bình ngày 2/6 làm việc với hội.", {"Hứa Văn Bình": "Giám đốc Sở Công Thương"}),
    ("Bí thư Chi bộ bản Lói Vì Văn Thoại dự.", {"Vì Văn Thoại": "Bí thư Chi bộ bản Lói"}),
    ("Chủ tịch Hội Nông dân Việt Nam Thào Xuân Tình phát biểu.", {"Thào Xuân Tình": "Chủ tịch Hội Nông dân Việt Nam"}),
    ("Đại tá Lò Văn Hặc, Chỉ huy trưởng Bộ đội Biên phòng Hứa Đắc Minh dự.", {"Lò Văn Hặc": None, "Hứa Đắc Minh": "Chỉ huy trưởng Bộ đội Biên phòng"}),
    ("Hiệu trưởng trường Lê Quý Thành dự. Bà Đàm Thu Quế, Trưởng phòng, về sau.", {"Đàm Thu Quế": "Trưởng phòng"}),
    # whom one stands in for
    ("Thừa ủy quyền Chủ tịch UBND tỉnh, Giám đốc Sở Công Thương Hứa Văn Bình làm việc.", {"Hứa Văn Bình": "Giám đốc Sở Công Thương"}),
    ("Thay mặt Chủ tịch UBND tỉnh, Chánh Văn phòng Đàm Thu Quế làm việc.", {"Đàm Thu Quế": "Chánh Văn phòng"}),
    # two who hold the same post
    ("Chủ tọa gồm: Vi Thế Lương, Chủ tịch HĐND tỉnh; Triệu Mùi Khe và Đàm Quang Bảy, Phó Chủ tịch HĐND tỉnh.",
     {"Vi Thế Lương": "Chủ tịch HĐND tỉnh", "Triệu Mùi Khe": "Phó Chủ tịch HĐND tỉnh", "Đàm Quang Bảy": "Phó Chủ tịch HĐND tỉnh"}),
    # to lead a delegation is no post
    ("Bà Âu Thị Cầm, Phó Giám đốc Sở Y tế, làm trưởng đoàn kiểm tra Phòng khám đa khoa Hoa Đồng.", {"Âu Thị Cầm": "Phó Giám đốc Sở Y tế"}),
    # family names that are other words too, or that no list of places parts from the post's body
    ("Giám đốc Sở Y tế Từ Thị Ngọc Diên đã ký kết luận.", {"Từ Thị Ngọc Diên": "Giám đốc Sở Y tế"}),
    ("Bí thư Quận ủy Hải Tấn Kha Hữu Trạch nhận trách nhiệm.", {"Kha Hữu Trạch": "Bí thư Quận ủy Hải Tấn"}),
    ("Chủ tịch UBND xã Đạ Tong K'Brẻo kiến nghị thêm biên chế.", {"K'Brẻo": "Chủ tịch UBND xã Đạ Tong"}),
    ("Phó Chủ tịch UBND tỉnh Điểu K'Ràng chủ trì.", {"Điểu K'Ràng": "Phó Chủ tịch UBND tỉnh"}),
    ("Phó Bí thư Thường trực Thành ủy Viên Thế Lầm kết luận.", {"Viên Thế Lầm": "Phó Bí thư Thường trực Thành ủy"}),
    # experts whose degree the article gives
    ("Kỹ sư Lường Văn Pọn hướng dẫn ủ rơm.", {"Lường Văn Pọn": None}),
    # shared posts
    ("Dự họp có các Thứ trưởng: Vũ Khắc Thắng, Cao Huy.", {"Vũ Khắc Thắng": "Thứ trưởng", "Cao Huy": "Thứ trưởng"}),
    ("Tại phiên chất vấn các Bộ trưởng, bà Trần Quỳnh Yến (Chủ tịch Hội Nông dân tỉnh) nêu thực trạng.",
     {"Trần Quỳnh Yến": "Chủ tịch Hội Nông dân tỉnh"}),
    ("Thứ trưởng Mai Thế Khương, đại diện Cục Cảnh sát giao thông và các vụ dự họp.", {"Mai Thế Khương": "Thứ trưởng"}),
    # elected, former, acting
    ("Ông Lò Văn Khánh được bầu làm Chủ tịch Hội Nông dân huyện.", {"Lò Văn Khánh": "Chủ tịch Hội Nông dân huyện"}),
    ("Ở Tây Nguyên. Phó Thủ tướng Trịnh Lữ Dũng kiểm tra.", {"Trịnh Lữ Dũng": "Phó Thủ tướng"}),
    ("Quyền Bộ trưởng Bộ Nội vụ Phan Quỳnh Chi ký văn bản.", {"Phan Quỳnh Chi": "Quyền Bộ trưởng Bộ Nội vụ"}),
    # one person under short forms
    ("Ông Lã Khắc Duy, Chủ tịch UBND xã cho biết đã làm. Ông Duy nói thêm.", {"Lã Khắc Duy": "Chủ tịch UBND xã"}),
    ("Luật sư Nguyễn Lữ Mười nói. Nhắc lại lời Chủ tịch Hồ Chí Minh, Bộ trưởng Nguyễn Hồng Sáu nhấn mạnh.", {"Nguyễn Hồng Sáu": "Bộ trưởng"}),
    # a deputy of a body in lower case, a descent before the post, a body that goes on behind its first field
    ("Dự có ông Lê Khắc Bằng – Phó Ban thi đua khen thưởng tỉnh Phú Yên.", {"Lê Khắc Bằng": "Phó Ban thi đua khen thưởng tỉnh Phú Yên"}),
    ("Ông Trịnh Lữ Sơn, kiều bào tại Úc, Chủ tịch Hội Doanh nhân phát biểu.", {"Trịnh Lữ Sơn": "Chủ tịch Hội Doanh nhân"}),
    ("Ông Lục Khắc Dũng, Chánh Văn phòng HĐND và UBND đặc khu báo cáo.", {"Lục Khắc Dũng": "Chánh Văn phòng HĐND và UBND đặc khu"}),
    ("KTS Ngô Lữ Sơn nói cần làm sớm.", {"Ngô Lữ Sơn": None}),
    ("Đại biểu Tô Lữ Liễu (đoàn Cà Mau) cho rằng cần làm. Các đại biểu dự họp.", {"Tô Lữ Liễu": "Đại biểu"}),
    ("Đại đội trưởng Đại đội 5 Phan Lữ Nhạ kiến nghị.", {"Phan Lữ Nhạ": "Đại đội trưởng Đại đội 5"}),
    ("Đại diện Đảng ủy xã Cổ Then cho rằng cần hỗ trợ.", {}),
    # no public role
    ("Ông Hứa Sa Thi (ấp Cái Giá) chia sẻ niềm vui. Chị Lê Quỳnh Hoa gật đầu.", {}),
    ("Học sinh Trường THPT Lương Thế Vinh chào mừng.", {}),
])
def test_persons(text, wanted):
    assert persons(text) == wanted


STORY = ("Chủ tịch UBND huyện Bình An Lã Khắc Duy chủ trì hội nghị. Bà Đàm Thu Quế, Phó Chủ tịch UBND huyện báo cáo. "
         "Sau đó Chủ tịch UBND huyện yêu cầu làm ngay. Bà đề nghị bổ sung. Ông Duy đồng ý. Đồng chí nhấn mạnh hai việc. "
         "Bí thư Huyện ủy vắng mặt.")


@pytest.mark.parametrize(("mention", "after", "wanted"), [
    ("Chủ tịch UBND huyện", "Sau đó ", "Lã Khắc Duy"),
    ("Bà", "làm ngay. ", "Đàm Thu Quế"),
    ("Ông Duy", "", "Lã Khắc Duy"),
    ("Đồng chí", "đồng ý. ", "Lã Khắc Duy"),
    ("Phó Chủ tịch UBND huyện", "", "Đàm Thu Quế"),
    ("Bí thư Huyện ủy", "", None),
])
def test_resolve(mention, after, wanted):
    ctx = context(STORY)
    ctx.people = people.extract(ctx)
    start = STORY.index(after + mention) + len(after)
    person = resolve_person(ctx, start, start + len(mention))
    assert (person.name if person else None) == wanted
