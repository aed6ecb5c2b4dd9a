"""What a value measures where the words before it point back, only say whose it is, or begin with who acts.

Marked as in ``test_figures``: ``{T text|metric}`` a target, ``{R text|metric}`` a result, ``*`` leaves the metric unchecked.
"""

import pytest

from tests.test_figures import check, run

POINTS_BACK = [
    "Tỷ lệ che phủ rừng đạt {R 39%|Tỷ lệ che phủ rừng} (nghị quyết đề ra {T 42%|Tỷ lệ che phủ rừng}).",
    "Tỷ lệ hồ sơ trễ hạn còn {R 9%|Tỷ lệ hồ sơ trễ hạn}. Huyện quyết tâm đưa con số này xuống {T dưới 5%|Tỷ lệ hồ sơ trễ hạn}.",
    "Tỷ lệ hộ nghèo còn {R 21%|Tỷ lệ hộ nghèo}. Năm năm tới chúng tôi phải đưa xuống {T tối đa 12%|Tỷ lệ hộ nghèo}.",
    "Tỷ lệ dân số được phủ sóng là {R 78%|Tỷ lệ dân số được phủ sóng}. Theo kế hoạch, đến năm 2026 tỷ lệ này đạt {T tối thiểu 90%|Tỷ lệ dân số được phủ sóng}.",
    "Hết quý II, tỷ lệ giải ngân phải {T trên 50%|tỷ lệ giải ngân}, hết năm phải đủ {T 100%|tỷ lệ giải ngân}.",
    "Sản lượng cá chỉ đạt {R 79%|Sản lượng cá} kế hoạch, Sở vẫn giữ nguyên mục tiêu {T 20.000 tấn|Sản lượng cá}.",
    "Tỷ lệ sinh viên có việc làm đạt {R 80%|Tỷ lệ sinh viên có việc làm}; mức này năm ngoái chỉ {R 76%|Tỷ lệ sinh viên có việc làm}.",
    "Công suất giường bệnh ở mức {R hơn 130%|Công suất giường bệnh}. Sang năm, khi khu nhà 9 tầng xong, phấn đấu sẽ kéo xuống {T 100%|Công suất giường bệnh}.",
    "Tỷ lệ tiêm mũi 2 ở người già đạt {R 71%|Tỷ lệ tiêm mũi 2 ở người già}; ở trẻ em thấp hơn, {R 54%|Tỷ lệ tiêm mũi 2 ở người già}.",
    "Huyện giải ngân đạt {R 40%|giải ngân}, mục tiêu cả năm là {T 95%|giải ngân}.",
]
WITHOUT_ACTOR = [
    "Hiệp hội đặt chỉ tiêu kim ngạch {T 285 triệu USD|kim ngạch} cho năm 2024.",
    "Khảo sát của Cục Thống kê cho thấy tỷ lệ thất nghiệp là {R 5,1%|tỷ lệ thất nghiệp}.",
    "Ngân hàng hiện áp dụng mức lãi suất {R 4,8%|mức lãi suất} một năm.",
    "Tổng công ty phải giảm tổn thất điện năng xuống còn {T 4,7%|tổn thất điện năng}.",
    "Ngành thuế được giao dự toán thu nội địa {T 3.900 tỷ đồng|thu nội địa}.",
    "Bệnh viện đặt mục tiêu giảm tỷ lệ chuyển viện xuống {T dưới 5%|tỷ lệ chuyển viện}.",
    "Số hồ sơ nộp trực tuyến là 3.120, chiếm {R 71%|Số hồ sơ nộp trực tuyến} tổng số.",
]
PHRASES = [
    "Sở yêu cầu đến hết năm 2025, {T 100%|cán bộ, giáo viên, nhân viên có tài khoản định danh điện tử mức độ 2} cán bộ, giáo viên, nhân viên có tài khoản định danh điện tử mức độ 2.",
    "Ngân hàng phấn đấu nợ quá hạn {T tối đa 0,3%|nợ quá hạn} tổng dư nợ, tỷ lệ thu lãi đạt {T 99%|tỷ lệ thu lãi}.",
    "Giá vàng sáng nay tăng {R 1,2%|Giá vàng sáng nay}.",
    "Thuế giá trị gia tăng giảm còn {R 8%|Thuế giá trị gia tăng}.",
    "Lạm phát có thể lên {R 4,5%|Lạm phát}.",
    "Lưu lượng xe tăng {R 40%|Lưu lượng xe} dịp lễ.",
    "Người mua được vay {R 70%|giá trị căn hộ} giá trị căn hộ với lãi suất {R 5,9%|lãi suất}.",
    "Tỷ lệ học sinh lớp 9 cận thị: {R 58%|Tỷ lệ học sinh lớp 9 cận thị}.",
    "Trong 900 mẫu kiểm nghiệm, có {R 7%|không đạt tiêu chuẩn} không đạt tiêu chuẩn.",
    "Các huyện đã cấp 12.450 giấy chứng nhận (đạt {R 62%|cấp 12.450 giấy chứng nhận}).",
    "Lượng mưa từ đầu mùa thấp hơn trung bình nhiều năm {R 25%|Lượng mưa từ đầu mùa}.",
    "Công suất phòng kín {R 95%|Công suất phòng}, chỉ số chứng khoán mất {R 1,8%|chỉ số chứng khoán}.",
    "Người cao tuổi chiếm {R 16%|Người cao tuổi} dân số huyện, trong đó người sống một mình {R 4%|người sống một mình}.",
    # neither aimed at nor reached
    "Xác suất mưa rất lớn 70%, chuyên gia dự báo GDP cả nước tăng 5,5%, cô giáo lau đồ chơi bằng dung dịch Cloramin B 2%.",
]
# So many who ask or say, and what a speaker only mentions
WHO_ASK = [
    "{R Khoảng 60%|*} cử tri đề nghị giữ tên cũ.",
    "Có {R 40%|*} số ý kiến yêu cầu làm rõ nguồn vốn.",
    "Giám đốc công ty lưu ý {R 70%|*} hàng tồn là của năm trước.",
    "Đoàn giám sát đề nghị làm rõ vì sao {R 55%|*} công trình nước sạch bỏ hoang.",
    "Bộ trưởng nhấn mạnh các trường phải có {T 80%|*} giáo viên đạt chuẩn.",
]


@pytest.mark.parametrize("sentence", POINTS_BACK + WITHOUT_ACTOR + PHRASES + WHO_ASK)
def test_sentence(sentence):
    check(sentence)


def test_names_in_a_list_are_whose_it_is():
    _, results = run("Tỷ lệ lấp đầy đạt 71%, trong đó Khu công nghiệp Hòa Bắc 100%, Khu công nghiệp Bảo Nam trên 98%.")
    assert [(f.metric, f.scope) for f in results[1:]] == [("Tỷ lệ lấp đầy", "Khu công nghiệp Hòa Bắc"), ("Tỷ lệ lấp đầy", "Khu công nghiệp Bảo Nam")]


def test_names_of_what_is_mixed_are_what_it_is():
    _, results = run("Thành phần: Cà phê Robusta 70%, Arabica 30%.")
    assert [f.metric for f in results] == ["Cà phê Robusta", "Arabica"]
