"""What stands beside a value and decides whether it is a goal, and figures in the text of a directive.

Marked as in ``test_figures``: ``{T text|metric}`` a target, ``{R text|metric}`` a result, ``*`` leaves the metric unchecked.
"""

import pytest

from pipeline.extractors.figures import extract
from pipeline.records import Deadline, Directive
from tests.test_figures import check, context

AIMS_NAMED = [
    "Đến nay toàn huyện có 900 ha quế, trong khi mục tiêu đến năm 2027 là {T 2.000 ha|*}.",
    "Xã vẫn giữ mục tiêu cả năm {T 4.500 tấn|*} cá lồng.",
    "Tỷ lệ che phủ rừng mới đạt {R 38%|*} (nghị quyết đề ra {T 41%|*}).",
    "Tỷ lệ trồng rừng thay thế đạt {R 51%|*} (kế hoạch {T 60%|*}).",
    "Tỷ lệ hộ có nước máy chỉ đạt {R 57%|*}, so với mục tiêu {T 70%|*} còn xa.",
    "Ngành thuế được giao dự toán thu nội địa {T 3.900 tỷ đồng|*} trong năm.",
    "Hội giao chỉ tiêu phát triển {T 450 hội viên|*} cho các cơ sở.",
    "Chỉ tiêu vận động quỹ là {T 1,2 tỷ đồng|*}, thực hiện 1,5 tỷ đồng (đạt {R 125%|*}).",
    "Kế hoạch năm 2024 nâng cấp {T 45 km|*} đường xã, bê tông hóa {T 110 km|*} đường thôn.",
    "Đích đến là {T 95%|*} hồ sơ được trả trước hạn.",
    "Để cán đích {T 95%|*}, hai tháng cuối phải làm gấp đôi.",
    # by how much an aim was passed is no aim
    "Thu ngân sách vượt kế hoạch {R 6%|*}.",
    "Sản lượng giảm so với kế hoạch {R 4%|*}.",
    # an aim that is only counted
    "Xã có 9 chỉ tiêu đạt và vượt (chiếm {R 75%|*}).",
]
WHAT_IS = [
    "Chủ tịch huyện phê bình các xã tiêm phòng chậm, có xã chỉ được {R 31%|*} tổng đàn.",
    "Huyện phải làm quyết liệt, vì số hộ dùng nước sạch mới có {R 44%|*}.",
    "Không thể để tỷ lệ cấp sổ cứ giậm chân ở {R 86%|*} như bây giờ, từ nay phải khác.",
    "Theo chỉ tiêu được giao, năm nay {T 96%|*} xã có thư viện; năm trước, con số này mới là {R 70%|*}.",
    "Thanh tra phát hiện {R 18%|*} mẫu nước không đạt.",
    "Vốn bảo trì mới đáp ứng được {R khoảng 35%|*} nhu cầu nên phải ưu tiên cầu yếu.",
    "Cần bao lâu để xong một bộ hồ sơ? Ở đây {R 98%|*} số hồ sơ trả đúng hẹn.",
    "Trong số 800 nhiệm vụ giao sau sáp nhập, quá hạn 9 nhiệm vụ; tỷ lệ quá hạn {R 1,1%|*}.",
    # "mới" of a new thing, "chỉ" of a certificate, "giờ" of an hour
    "Phấn đấu số trạm lắp mới là {T 300 trạm|*}, tỷ lệ lao động có chứng chỉ {T 38%|*}, tàu đi đúng giờ đạt {T 97%|*}.",
    # what people are put to
    "Mỗi tháng hộ ông phải trả 1,2 triệu đồng tiền điện, con phải đi gần 6 km đến lớp.",
    "Hợp đồng giao tháng 9 đóng cửa ở mức 1.800 USD/tấn.",
    "Xã chuyển giao nhiều mô hình mới, một số hộ thu nhập gấp 2 - 3 lần trồng lúa.",
]
WHOLE_SENTENCES = [
    "Công ty trình cổ đông kế hoạch kinh doanh: tổng doanh thu {T 150 tỷ đồng|*}, lợi nhuận sau thuế {T 12 tỷ đồng|*}.",
    "Kế hoạch 2024: doanh thu {T 170 tỉ đồng|*}, lợi nhuận tăng {T 8%|*}.",
    "Ngành du lịch đặt ra cho năm 2024: khách quốc tế {T 2 triệu lượt|*}; khách nội địa {T 9 triệu lượt|*}.",
    "Nghị quyết đã đề ra các chỉ tiêu: thu nhập bình quân đầu người {T 70 triệu đồng|*}, giảm nghèo {T 2%|*} mỗi năm.",
    "Kết quả thực hiện kế hoạch: doanh thu 150 tỷ đồng, lợi nhuận tăng {R 8%|*}.",
    "Đàn bò lai tăng {T 1,5 lần|*}, sản lượng sữa {T vượt 9.000 tấn|*}: đó là hai cái đích mà huyện đặt ra.",
    "Thu ngân sách {T 300 tỷ đồng|*}, {T 95%|*} hồ sơ đúng hạn là những chỉ tiêu HĐND huyện giao cho xã.",
    "Phấn đấu chỉ số PCI tăng {T ít nhất 4 bậc|*} so với năm trước, chỉ số PAPI tăng {T 6 bậc|*}.",
    "Phấn đấu kim ngạch đạt {T 3,5 - 4 tỷ USD|*}, tổng sản lượng {T 2,6 triệu tấn|*}.",
    "Giao xã nâng tỷ lệ thanh toán trực tuyến từ mức {R 40%|*} của tháng 5 lên {T 65%|*} vào cuối tháng 9.",
    "Phải kéo thời gian cấp điện từ 8 ngày còn {T dưới 5 ngày|*}.",
    "Quyết định nêu rõ: phải bảo đảm thời gian thẩm tra hồ sơ {T không quá 6 ngày|*}.",
]


@pytest.mark.parametrize("sentence", AIMS_NAMED + WHAT_IS + WHOLE_SENTENCES)
def test_sentence(sentence):
    check(sentence)


def test_a_list_that_a_resolution_sets():
    check("Nghị quyết HĐND thị xã đặt ra cho 6 tháng cuối năm:", "+ đón {T 1,1 triệu lượt khách|*};", "+ tạo việc làm cho {T hơn 900 lao động|*};",
          "+ rác thải được thu gom {T 97-100%|*}.")


def test_an_aim_that_the_next_sentence_names():
    check("Thu nhập bình quân đạt {T 60 triệu đồng|*}, hộ nghèo còn {T 3%|*}. Đó là những con số mà huyện hướng tới.")


@pytest.mark.parametrize("task, found", [
    ("Phòng Cảnh sát lập 12 tổ kiểm tra nồng độ cồn", ["12 tổ"]),
    ("các trường cử 02 cán bộ nhận hồ sơ", ["02 cán bộ"]),
    ("Công an tăng cường 2 xe bồn", ["2 xe"]),
    ("Công an mở 8 điểm cấp căn cước", ["8 điểm"]),
    ("xây dựng mới 1 trạm y tế", ["1 trạm y tế"]),
    ("huyện giao đủ 60 nền tái định cư", ["60 nền"]),
    # who is told, which ones, of which name
    ("yêu cầu 16 trường báo cáo", []),
    ("phân loại 22 công trình", []),
    ("phân công mỗi cán bộ phụ trách 2 xã", []),
    ("khen thưởng đợt thi đua \"500 ngày hoàn thành 300 km đường\"", []),
])
def test_counts_in_the_text_of_a_directive(task, found):
    ctx = context(f"Sáng nay, {task}.")
    at = ctx.text.index(task)
    ctx.directives = [Directive(text=task, kind="order", span=(at, at + len(task)), confidence=0.9)]
    assert [t.text for t in extract(ctx)[0]] == found
    ctx = context(f"Sáng nay, {task}.")
    assert extract(ctx)[0] == []


def test_a_span_of_time_is_an_aim_though_it_bounds_a_task():
    text = "Phải bảo đảm thời gian trả kết quả không quá 6 ngày."
    ctx = context(text)
    at = text.index("không quá")
    ctx.deadlines = [Deadline(text=text[at:-1], relation="by", duration="P6D", span=(at, len(text) - 1))]
    assert [t.text for t in extract(ctx)[0]] == ["không quá 6 ngày"]
