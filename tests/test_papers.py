"""Whose paper an article reports: the body or person who issues it tells the tasks that follow."""
from __future__ import annotations

import pytest
from test_directives import analysed

from pipeline.clauses import statements
from pipeline.extractors import directives
from pipeline.papers import issued

TASKS = """
Tình hình trên địa bàn thời gian qua có nhiều chuyển biến tích cực.
Các trường học có trách nhiệm hướng dẫn học sinh khai báo; trạm y tế chủ trì rà soát danh sách.
Các thôn, bản, tổ dân phố phải hoàn thành trước ngày 30/9."""

ISSUED = [
    ("UBND tỉnh", "UBND tỉnh vừa phê duyệt Kế hoạch số 27/KH-UBND đào tạo nghề cho lao động nông thôn năm 2024 trên địa bàn tỉnh."),
    ("UBND tỉnh", "Quyết định số 31/2024/QĐ-UBND của UBND tỉnh quy định về quản lý, bảo trì đường giao thông nông thôn có hiệu lực kể từ ngày 20/9/2024."),
    ("UBND huyện Mường Lay", "Tại Quyết định số 3118/QĐ-UBND, UBND huyện Mường Lay đã thông qua Đề án “Giảm nghèo bền vững giai đoạn 2024 - 2025”."),
    ("UBND thành phố", "Kế hoạch số 11/KH-UBND vừa được UBND thành phố ban hành không chạy theo số lượng."),
    ("UBND tỉnh", "Ngày 12/4, UBND tỉnh ban hành Công văn số 1520/UBND-KGVX về việc tăng cường phòng, chống bệnh tay chân miệng."),
    ("UBND tỉnh", "UBND tỉnh vừa có văn bản số 1520/UBND-KGVX gửi các sở, ngành về việc tăng cường phòng, chống bệnh tay chân miệng."),
    ("UBND tỉnh", "UBND tỉnh vừa có công văn hỏa tốc gửi các sở, ngành, địa phương về ứng phó mưa lũ."),
    ("Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh vừa ký ban hành Chỉ thị số 05/CT-UBND về tăng cường quản lý khai thác cát, sỏi lòng sông."),
    ("Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh đã ký Công điện số 03/CĐ-UBND về tập trung ứng phó bão số 4."),
    ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ vừa ký Công điện số 58/CĐ-TTg về tăng cường bảo đảm an toàn thực phẩm."),
    ("Thủ tướng Chính phủ", "Văn phòng Chính phủ vừa phát đi Công điện số 58/CĐ-TTg của Thủ tướng Chính phủ về tăng cường bảo đảm an toàn thực phẩm."),
    ("Sở Y tế", "Sở Y tế vừa phát đi công văn khẩn về việc phòng, chống dịch sởi."),
    ("Sở Y tế", "Sở Y tế có Công văn số 2211/SYT-NVY về việc phòng, chống dịch sởi trong trường học."),
    ("Sở Y tế", "Theo Công văn số 2211/SYT-NVY của Sở Y tế, dịch sởi đang diễn biến phức tạp."),
    ("Sở Y tế", "Theo kế hoạch vừa được Sở Y tế ban hành, chiến dịch tiêm chủng diễn ra từ ngày 1/10."),
    ("Sở Y tế", "Theo Kế hoạch số 88/KH-SYT do Sở Y tế ban hành, chiến dịch tiêm chủng diễn ra từ ngày 1/10."),
    ("Chính phủ", "Chính phủ vừa ban hành Nghị định số 45/2024/NĐ-CP quy định về hỗ trợ người cao tuổi."),
    ("Chính phủ", "Nghị định số 45/2024/NĐ-CP của Chính phủ quy định về hỗ trợ người cao tuổi có hiệu lực từ ngày 1/7/2024."),
    ("Bộ Tài chính", "Bộ Tài chính vừa ban hành Thông tư số 12/2024/TT-BTC hướng dẫn quản lý kinh phí."),
    ("Bộ Tài chính", "Thông tư số 12/2024/TT-BTC của Bộ Tài chính hướng dẫn quản lý kinh phí có hiệu lực từ ngày 15/8."),
    ("HĐND tỉnh", "HĐND tỉnh vừa thông qua Nghị quyết số 20/NQ-HĐND về phát triển giáo dục mầm non."),
    ("HĐND tỉnh", "Nghị quyết số 20/NQ-HĐND về phát triển giáo dục mầm non đã được HĐND tỉnh thông qua tại kỳ họp thứ 8."),
    ("Tỉnh ủy", "Tỉnh ủy vừa ban hành Chỉ thị số 15-CT/TU về tăng cường lãnh đạo công tác bảo vệ rừng."),
    ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy vừa ban hành Nghị quyết số 07-NQ/TU về chuyển đổi số."),
    ("Huyện ủy", "Thực hiện Nghị quyết của Trung ương, Huyện ủy đã xây dựng Chương trình hành động số 12-CTr/HU."),
    ("UBND huyện", "Thực hiện chỉ đạo của tỉnh, UBND huyện xây dựng Kế hoạch số 77/KH-UBND về phòng, chống cháy rừng."),
    ("UBND huyện", "UBND huyện vừa triển khai Kế hoạch số 77/KH-UBND về phòng, chống cháy rừng mùa khô."),
    ("UBND huyện", "Kế hoạch phòng, chống cháy rừng mùa khô do UBND huyện ban hành đặt mục tiêu không để xảy ra cháy lớn."),
    ("Ban Chỉ đạo 389 tỉnh", "Ban Chỉ đạo 389 tỉnh vừa ban hành kế hoạch cao điểm chống buôn lậu dịp cuối năm."),
    ("Công an tỉnh", "Công an tỉnh vừa triển khai kế hoạch mở đợt cao điểm tấn công, trấn áp tội phạm."),
    ("Bộ Giáo dục và Đào tạo", "Bộ Giáo dục và Đào tạo vừa gửi công văn tới các sở GD-ĐT về việc bảo đảm an toàn trường học."),
    ("Thanh tra tỉnh", "Thanh tra tỉnh vừa ban hành Kết luận số 15/KL-TTT về công tác quản lý đất đai tại huyện Ea Súp."),
    ("Thanh tra tỉnh", "Tại Kết luận thanh tra số 15/KL-TTT, Thanh tra tỉnh chỉ ra nhiều vi phạm trong quản lý đất đai."),
    ("Thanh tra tỉnh", "Theo kết luận thanh tra, Thanh tra tỉnh chỉ ra nhiều vi phạm trong quản lý đất đai."),
    ("Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh vừa có thông báo về việc sử dụng chữ ký số trong cơ quan nhà nước."),
    ("Chủ tịch UBND tỉnh", "Văn phòng UBND tỉnh vừa có Thông báo số 120/TB-VPUBND truyền đạt ý kiến chỉ đạo của Chủ tịch UBND tỉnh về bảo vệ rừng."),
    ("UBND tỉnh", "Được sự đồng ý của Thường trực Tỉnh ủy, UBND tỉnh quyết định ban hành Đề án số 05/ĐA-UBND về chuyển đổi số."),
    ("UBND tỉnh", "Ngày 5/5/2024, UBND tỉnh đã ban hành Quyết định 812/QĐ-UBND phê duyệt Đề án phát triển du lịch cộng đồng."),
    ("UBND tỉnh", "Đề án phát triển du lịch cộng đồng vừa được UBND tỉnh phê duyệt tại Quyết định số 812/QĐ-UBND."),
    ("UBND tỉnh", "Đề án phát triển du lịch cộng đồng đến năm 2025 đã được UBND tỉnh phê duyệt."),
    ("Bộ Công Thương", "Bộ Công Thương vừa ra chỉ thị về bình ổn thị trường cuối năm."),
    ("Bộ Công Thương", "Trước diễn biến của thị trường, Bộ Công Thương đã có Chỉ thị số 09/CT-BCT về bình ổn giá."),
    ("Liên đoàn Lao động tỉnh", "Liên đoàn Lao động tỉnh vừa ban hành hướng dẫn tổ chức Tháng Công nhân năm 2024."),
    ("Cục Trồng trọt", "Cục Trồng trọt (Bộ NN&PTNT) vừa có công văn về chăm sóc lúa đông xuân."),
    ("UBND xã Hòa Tiến", "UBND xã Hòa Tiến thông báo kế hoạch thu gom rác thải trên địa bàn."),
    ("Ban Chỉ huy Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh", "Ban Chỉ huy Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh có Công điện số 07/CĐ-PCTT gửi các địa phương."),
    ("Ủy ban Thường vụ Quốc hội", "Ủy ban Thường vụ Quốc hội đã ban hành Nghị quyết số 35/2023/UBTVQH15 về sắp xếp đơn vị hành chính."),
    ("Bộ Nội vụ", "Bộ Nội vụ vừa có hướng dẫn về chế độ với người hoạt động không chuyên trách."),
    ("Bộ Chính trị", "Bộ Chính trị vừa ban hành Kết luận số 91-KL/TW về đổi mới căn bản, toàn diện giáo dục."),
    ("Ban Bí thư", "Chỉ thị số 40-CT/TW của Ban Bí thư về tín dụng chính sách xã hội nêu rõ vai trò của cấp ủy."),
    ("UBND tỉnh", "Theo Quyết định số 812/QĐ-UBND vừa được UBND tỉnh ban hành, đề án được triển khai từ quý III."),
    ("Phòng Giáo dục và Đào tạo huyện", "Phòng Giáo dục và Đào tạo huyện vừa ra văn bản chấn chỉnh dạy thêm, học thêm."),
    ("UBND thành phố", "UBND thành phố vừa công bố kế hoạch chỉnh trang đô thị năm 2024."),
    ("UBND thành phố", "UBND thành phố vừa đưa ra nhiều giải pháp giảm ùn tắc giao thông."),
    ("UBND quận", "Để giảm ùn tắc, UBND quận đã lên kế hoạch tổ chức lại giao thông quanh các trường học."),
    ("UBND huyện", "Kế hoạch phòng, chống cháy rừng mùa khô năm 2024 của UBND huyện nêu rõ mục tiêu không để xảy ra cháy lớn."),
    ("Chính phủ", "Nghị định số 45/2024/NĐ-CP quy định về hỗ trợ người cao tuổi có hiệu lực từ ngày 1/7/2024."),
    ("Chính phủ", "Theo Nghị định số 45/2024/NĐ-CP, mức hỗ trợ người cao tuổi tăng từ ngày 1/7/2024."),
    ("Thủ tướng Chính phủ", "Chỉ thị số 20/CT-TTg nêu rõ tình hình hạn hán còn phức tạp."),
]

NOT_ISSUED = [
    "Sở Nội vụ trình UBND tỉnh ban hành kế hoạch tinh giản biên chế.",
    "Thời gian qua, UBND huyện đã ban hành nhiều văn bản về giữ rừng.",
    "Cán bộ xã đọc kế hoạch của UBND huyện cho bà con nghe.",
    "Kế hoạch của UBND huyện được bà con đón nhận.",
    "Đề án được người dân các xã đồng tình.",
]


@pytest.mark.parametrize(("issuer", "lead"), ISSUED)
def test_the_one_who_issues_the_paper_tells_its_tasks(issuer: str, lead: str) -> None:
    found = directives.extract(analysed(f"{lead}{TASKS}"))
    assert [d.issuer for d in found if d.span[0] > len(lead)] == [issuer] * 3


@pytest.mark.parametrize("sentence", NOT_ISSUED)
def test_no_paper_is_issued(sentence: str) -> None:
    ctx = analysed(sentence)
    assert [issued(ctx, st, lead=True) for st in statements(ctx) if st.kind == "body"] == [None]


def test_a_plan_drawn_up_is_the_news_only_where_the_article_opens_with_it() -> None:
    ctx = analysed("UBND huyện đã xây dựng kế hoạch giữ rừng.")
    (st,) = (st for st in statements(ctx) if st.kind == "body")
    assert issued(ctx, st, lead=False) is None
    assert issued(ctx, st, lead=True) is not None
