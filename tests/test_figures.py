"""Targets and results in marked-up sentences.

``{T text|metric}`` marks a target, ``{R text|metric}`` a result, as it should be copied; whatever is
not marked must not be found. ``*`` for the metric leaves it unchecked.
"""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article, Line
from pipeline.extractors.figures import extract
from pipeline.flat import flat
from pipeline.records import Meeting
from pipeline.segment import segment
from pipeline.vocabulary import compile_forms, entries

MARK = regex.compile(r"\{(?P<kind>[TR]) (?P<text>[^|{}]+)\|(?P<metric>[^{}]*)\}")


def context(*lines: str, published: str | None = "2023-06-20", title: str | None = None):
    parts, spans, text = ([title] if title else []) + list(lines), [], ""
    for i, part in enumerate(parts):
        text += "\n" if text else ""
        spans.append(Line(len(text), len(text) + len(part), "title" if title and i == 0 else "body"))
        text += part
    return segment(Article(text=text, lines=spans, title=title, published=published))


def run(*lines: str, **kw):
    ctx = context(*lines, **kw)
    targets, results = extract(ctx)
    for f in [*targets, *results]:
        assert ctx.text[f.span[0]:f.span[1]] == f.text
        assert f.deadline is None and 0 <= f.confidence <= 1
        assert f.metric is None or f.metric in ctx.text
    return targets, results


def check(*marked: str, **kw):
    want = [(m["kind"], m["text"], m["metric"]) for line in marked for m in MARK.finditer(line)]
    targets, results = run(*(MARK.sub(lambda m: m["text"], line) for line in marked), **kw)
    got = sorted([(f.span, "T", f) for f in targets] + [(f.span, "R", f) for f in results], key=lambda x: x[0])
    assert [(k, f.text) for _, k, f in got] == [(k, t) for k, t, _ in want]
    for (_, _, f), (_, _, metric) in zip(got, want):
        if metric != "*":
            assert f.metric == metric


RESULTS = [
    "Giá vật liệu nhập khẩu năm nay tăng mạnh, có loại tăng {R 40%|Giá vật liệu nhập khẩu năm nay} so với năm trước.",
    "Thành phần: Chè xanh {R 70%|Chè xanh} phối trộn với hoa nhài {R 30%|hoa nhài}.",
    "Đối tượng cho vay với lãi suất tương đương {R từ 120%/năm đến 300%|lãi suất}/năm.",
    "Trường hợp chậm trả bị phạt đến 20.000 đồng/triệu/ngày (tức {R 730%|*}/năm), người vay phải trả thêm.",
    "Phương án đã được {R 100%|Hội đồng nhân dân cấp xã, cấp huyện và Hội đồng nhân dân TP. Hà An tán thành} Hội đồng nhân dân cấp xã, cấp huyện và Hội đồng nhân dân TP. Hà An tán thành.",
    "Doanh thu đạt 340 tỷ đồng, bằng {R 6%|Doanh thu} quy mô GRDP.",
    "Các chỉ tiêu giáo dục đều đạt, tỷ lệ lên lớp đạt {R trên 95%|tỷ lệ lên lớp}; tốt nghiệp THCS đạt {R 97,1%|tốt nghiệp THCS}.",
    "Tổng số hộ được cấp nước tính đến nay là 812 hộ, chiếm {R 61%|Tổng số hộ được cấp nước}.",
    "Trong số này chỉ có {R 30%|đối tượng tham gia mới} là đối tượng tham gia mới.",
    "Đến nay, tỷ lệ hồ sơ giải quyết đúng hạn đạt {R 97,3%|tỷ lệ hồ sơ giải quyết đúng hạn}.",
    "Tổng thu ngân sách ước đạt 512 tỷ đồng, bằng {R 64,2%|Tổng thu ngân sách} dự toán, tăng {R 7,5%|Tổng thu ngân sách} so với cùng kỳ.",
    "Kết quả có 14/16 xã, phường đạt loại khá (chiếm {R 87,5%|xã, phường đạt loại khá}).",
    "Trong 6 tháng đầu năm, hộ nghèo chiếm {R 4,1%|hộ nghèo} tổng số hộ.",
    "Theo báo cáo, công nghiệp chiếm {R 42%|công nghiệp}; dịch vụ chiếm {R 33,5%|dịch vụ}.",
    "Tỷ lệ hộ nghèo cuối năm 2022 còn {R 3,2%|Tỷ lệ hộ nghèo cuối năm 2022}; riêng huyện Tân Lập còn {R 8,9%|Tỷ lệ hộ nghèo cuối năm 2022}.",
    "Nghị quyết được thông qua với {R 95%|đại biểu có mặt tán thành} đại biểu có mặt tán thành.",
    "Giải ngân vốn đầu tư công mới đạt {R 38%|Giải ngân vốn đầu tư công} kế hoạch, thấp hơn mức tăng {R 45%|*} của năm 2022.",
    "Toàn huyện đã hoàn thành {R 100%|nhiệm vụ được giao} nhiệm vụ được giao.",
    "Hiện còn {R khoảng 20%|hộ dân chưa dùng nước sạch} hộ dân chưa dùng nước sạch.",
    "Tín dụng phi sản xuất giảm {R -6,5%|Tín dụng phi sản xuất} trong tháng qua.",
    "Trật tự xã hội được đảm bảo, tỷ lệ khám phá án đạt {R 92%|tỷ lệ khám phá án}.",
    "Các chỉ tiêu xã hội đều đạt, tỷ lệ tốt nghiệp đạt {R 98,1%|tỷ lệ tốt nghiệp}.",
    "Tổng thu ngân sách 6 tháng đầu năm ước đạt 39 tỷ đồng, đạt {R 85%|Tổng thu ngân sách 6 tháng đầu năm} dự toán.",
    "Hiện vẫn còn {R 13%|hộ chăn nuôi chưa có hố ủ phân} hộ chăn nuôi chưa có hố ủ phân.",
    "Tỷ lệ nộp hồ sơ trực tuyến đạt {R 71%|Tỷ lệ nộp hồ sơ trực tuyến}, nổi bật là đất đai, hộ tịch (tỷ lệ {R trên 90%|Tỷ lệ nộp hồ sơ trực tuyến}).",
    "Trong đó có thêm 14 dự án nhà ở đã xong, tăng {R 40%|*}.",
    "Tháng 5, giá nhóm vật liệu tăng {R 0,4%|giá nhóm vật liệu}, là mức tăng thấp nhất trong quý và là tháng thứ ba liên tiếp tăng {R dưới 1%|giá nhóm vật liệu}.",
    "Sở chủ động triển khai các giải pháp; phân bổ vốn năm 2023 đạt {R 100%|phân bổ vốn năm 2023} kế hoạch Nhà nước giao, nhắc các đơn vị làm sớm.",
    "Các bộ, ngành cung cấp trực tuyến 63/90 dịch vụ theo danh mục, đạt {R 70%|dịch vụ theo danh mục}.",
    "Số tin báo được giải quyết 84/100 tin, đạt {R 84%|Số tin báo được giải quyết}.",
    "Các đơn vị giám sát chuyên đề theo quy trình, chiếm {R 12%|*} tổng số.",
    "Cháy do xe mô tô, xe gắn máy vẫn chiếm tới {R 51%|Cháy do xe mô tô, xe gắn máy} tổng số vụ.",
    "Luật Trật tự được {R 91%|tổng số đại biểu tán thành} tổng số đại biểu tán thành.",
    "Huyện giám sát 800 người, trong đó {R 72%|có kết quả âm tính} đã có kết quả âm tính.",
    "Hội nghị có 40 điểm cầu với trên 900 đảng viên cơ sở dự, đạt {R 97%|đảng viên cơ sở dự} số triệu tập.",
    "Năm 2022 tỷ lệ che phủ đã đạt {R 13%|tỷ lệ che phủ} diện tích tự nhiên và đến tháng 3 vừa qua đạt {R 14%|tỷ lệ che phủ} diện tích tự nhiên.",
    "Lãi suất qua đêm đã ở mức {R 5%|Lãi suất qua đêm}, 1-2 tuần {R 7%|Lãi suất qua đêm}.",
    "Vốn đã giải ngân bằng {R 30%|Vốn đã giải ngân} tổng mức đầu tư, tăng {R 4%|Vốn đã giải ngân} về số tuyệt đối.",
    "Mũi 3 mới đạt {R 43,5%|*}.",
    "Hồ sơ trễ hạn còn {R 4%|Hồ sơ trễ hạn}, riêng TP.Tân Lập tới {R 6%|Hồ sơ trễ hạn}.",
    "Thứ trưởng Lê Hữu Định cho biết quý I cả nước khởi công 22.000 căn, đạt {R 22%|khởi công 22.000 căn} chỉ tiêu cả năm.",
    "Số ca mắc tại huyện Bình An giảm {R 8%|*}, tại huyện Tân Lập tăng {R 12%|*} so với hôm trước.",
    "Khu vực phía Bắc chiếm {R 79%|số ca mắc của cả nước} số ca mắc của cả nước.",
    "Trong tháng 5, cấp ủy đã tập trung lãnh đạo các mặt công tác. Tổ chức quán triệt Chỉ thị đến {R 100%|*} chi, đảng bộ.",
    "Năm 2023 huyện giảm tỷ lệ hộ nghèo từ {R 9%|tỷ lệ hộ nghèo} xuống còn {R 6%|tỷ lệ hộ nghèo}.",
    "Công nghiệp - xây dựng tăng {R 12,3%|*}; số người có chứng chỉ đạt {R 28%|*}.",
    "Toàn tỉnh giải ngân 200 tỷ đồng, đạt {R 42%|*} kế hoạch vốn Trung ương giao và đạt {R 40%|*} kế hoạch vốn địa phương.",
    "Tăng trưởng kinh tế đạt {R 7,1%|Tăng trưởng kinh tế}, bình quân 9 tháng đạt {R 6,8%|Tăng trưởng kinh tế}.",
    "Kết quả đạt tỷ lệ cử tri đồng thuận cao (trung bình {R 97%|tỷ lệ cử tri đồng thuận}).",
    "Giá đất vùng ven tăng mạnh, đặc biệt khu vực 4 với mức tăng {R 21%|Giá đất vùng ven tăng mạnh}.",
    "Cổ phiếu có thanh khoản trong top {R 80%|*} thị trường.",
    # a count is no result, and no target where it is only told
    "Huyện đã trồng 500 ha rừng, đón 8 triệu lượt khách và giải ngân 120 tỷ đồng.",
    "Tổng mức đầu tư dự án dự kiến khoảng 700 tỷ đồng.",
]

TARGETS = [
    "Cửa hàng dự kiến sẽ tăng giá {T từ 10 - 20%|giá} tùy từng mặt hàng.",
    "Sở yêu cầu rút ngắn thời gian giải quyết hồ sơ xuống còn {T 15 ngày|thời gian giải quyết hồ sơ}, tiến tới còn {T 10 ngày|thời gian giải quyết hồ sơ}.",
    "Phấn đấu đạt {T 30%|hộ dùng nước sạch} hộ dùng nước sạch, tiến tới đạt {T 50%|hộ dùng nước sạch}.",
    "Đến cuối năm, các bộ đã cắt giảm được {R hơn 55%|thủ tục} thủ tục so với mục tiêu cắt giảm {T ít nhất 40%|thủ tục} của tỉnh.",
    "Xã Tân Lập có {R 75%|số phiếu đồng ý} số phiếu đồng ý, chưa đạt theo quy định là {T 90% số phiếu trở lên|số phiếu đồng ý}.",
    "Đặt ra mục tiêu phấn đấu đến năm 2021, lao động tự do tham gia bảo hiểm chiếm {T khoảng 2%|lao động tự do tham gia bảo hiểm} lực lượng lao động.",
    "Phấn đấu tăng trưởng {T 8%|tăng trưởng}; hiện nông nghiệp chiếm {R 30%|nông nghiệp} cơ cấu.",
    "Phấn đấu năm 2025 tỷ lệ hộ nghèo giảm còn {T dưới 2%|tỷ lệ hộ nghèo}.",
    "Chủ tịch UBND huyện yêu cầu các xã bảo đảm {T tối thiểu 90%|hồ sơ được nộp trực tuyến} hồ sơ được nộp trực tuyến.",
    "Bí thư Huyện ủy đề nghị các chủ đầu tư giải ngân {T 95% trở lên|giải ngân} kế hoạch vốn.",
    "Mức độ hài lòng của người dân, tổ chức phải đạt {T từ 92% trở lên|Mức độ hài lòng của người dân, tổ chức}.",
    "Kiểm tra công vụ đối với {T ít nhất 40%|Kiểm tra công vụ} cơ quan, đơn vị trong năm 2023.",
    "Thời gian tới, xã phấn đấu thu ngân sách đạt {T 15 tỷ đồng|thu ngân sách}, tăng {T 8 - 10%|thu ngân sách} so với năm 2022.",
    "Mục tiêu đến năm 2030, toàn tỉnh trồng mới {T 12.500 ha|rừng gỗ lớn} rừng gỗ lớn.",
    "Tỉnh phấn đấu giảm {T 5%|số vụ cháy} số vụ cháy so với năm 2022.",
    "Bội chi ngân sách {T không quá 4%|Bội chi ngân sách} GDP.",
    "Huyện phấn đấu có thêm {T 02 xã|*} đạt chuẩn nông thôn mới, {T 01 xã|*} đạt chuẩn nâng cao.",
    "Chỉ số cải cách hành chính phấn đấu tăng {T ít nhất 3 bậc|Chỉ số cải cách hành chính}.",
    "Đề nghị Quốc hội cho phép phát hành {T 50 nghìn tỷ đồng|trái phiếu} trái phiếu.",
    "Phấn đấu đón {T 2,5 triệu lượt khách|*} trong năm 2024.",
    "Xã được công nhận phải có {T 90% số phiếu trở lên|*} đồng ý.",
    "Tỉnh phấn đấu đến hết năm 2024 giảm {T 30%|thời gian họp} thời gian họp.",
    "Mục tiêu của ngành là {T 100%|giáo viên đạt chuẩn trình độ} giáo viên đạt chuẩn trình độ.",
    "Giá bán gạo phải bảo đảm thấp hơn giá thị trường {T ít nhất 4%|Giá bán gạo}.",
    "Mục tiêu có {T 20 xã|*} đạt chuẩn; có {T 2 huyện|*} đạt chuẩn huyện nông thôn mới.",
    "Phấn đấu đưa {T 03 xã|xã Ea Bar, Cư Pui, Hòa Lễ đạt chuẩn} Ea Bar, Cư Pui, Hòa Lễ đạt chuẩn.",
    "Huyện được giao chỉ tiêu tuyển {T 120 công dân|*} nhập ngũ.",
    "Phấn đấu thu ngân sách {T vượt 5%|thu ngân sách} dự toán.",
    "Ngân hàng giữ nguyên các mức điều hành như hiện nay, duy trì trần lãi suất ở {T 9%|*} một năm.",
    "Đặc biệt là 2 huyện cần phấn đấu mỗi huyện có {T 1 xã|xã đạt chuẩn} đạt chuẩn.",
    "Phòng Giáo dục kiểm tra các khoản thu đầu năm tại {T 100%|kiểm tra các khoản thu đầu năm} trường học, báo cáo Chủ tịch UBND huyện chậm nhất ngày 20/9.",
    "Sở yêu cầu Phòng Phổ thông chủ trì, phối hợp với Văn phòng Sở kiểm tra công tác tuyển sinh tại {T ít nhất 20 đơn vị|kiểm tra công tác tuyển sinh} cơ sở.",
    "Giao phòng Tài nguyên hoàn thành cấp {T 1.500 giấy chứng nhận|*} trong quý IV/2023.",
    "Phấn đấu {T trên 50%|số xã đạt 19 tiêu chí nông thôn mới} số xã đạt 19 tiêu chí nông thôn mới.",
    "Đề nghị công an xã giao đủ quân và tổ trưởng khẩn trương thu các loại quỹ, hoàn thành {T 100%|thu các loại quỹ} kế hoạch.",
    "Phấn đấu thu hút {T ít nhất 12 dự án|thu hút} FDI, vốn đăng ký {T 90 triệu USD|vốn đăng ký}.",
    "Bảo đảm {T không quá 3 trường dạy nghề|trường dạy nghề} để đào tạo lao động.",
    "Sở Y tế các tỉnh xử lý triệt để {T 100%|*} ổ dịch trong vòng 48 giờ kể từ khi phát hiện.",
    "Ông cũng lưu ý UBND tỉnh đôn đốc 13 huyện chưa thực hiện xong kiến nghị.",
    "Bảo đảm năm 2024 mỗi xã có {T ít nhất một trường mầm non|*}; mỗi chi đoàn giúp {T ít nhất hai gia đình|*} chính sách, một trường tiểu học.",
    "Ông nói nguồn cung do cấp trên phân bổ, huyện phấn đấu đạt {T trên 70%|người được tiêm} người được tiêm.",
    # what work makes, in a list of things with their own units
    "Ven hồ sẽ xây {T bốn cây cầu|Ven hồ sẽ xây}, {T 16 giếng thu nước|Ven hồ sẽ xây} và {T 9 bến đò|Ven hồ sẽ xây}.",
    "Sở cho biết, để đủ chỗ học, ngành cần tuyển thêm {T khoảng 700 giáo viên|*}, sau đó bố trí về các trường.",
    "Đề án được dự kiến triển khai với {T gần 400 cơ sở|*} và {T 9 nghìn học sinh|*}.",
    "Trong thời gian tới, xã nâng chất các tiêu chí; chuyển đổi {T 90 ha|đất lúa kém hiệu quả} đất lúa kém hiệu quả.",
    "Sở yêu cầu bảo đảm số lớp {T tối thiểu là 12|số lớp} (sĩ số lớp là {T 30 học sinh|sĩ số lớp}), {T tối đa 24 lớp|*}.",
    # a span of time that is to change
    "Huyện yêu cầu nhà thầu rút ngắn {T 4 tháng|*} so với kế hoạch.",
    "Phấn đấu đưa nhà máy vào vận hành sớm hơn {T từ 2 đến 3 tháng|*}.",
    "Phấn đấu giảm thời gian chờ khám từ 60 phút xuống còn {T 30 phút|*}.",
    "Yêu cầu các xã dự trữ lương thực đủ dùng {T tối thiểu 6 ngày|*}.",
    # ranks, whole shares, amounts of two parts, ranges that repeat their unit
    "Mục tiêu đến năm 2030 tỉnh lọt {T top 25|địa phương chuyển đổi số tốt nhất} địa phương chuyển đổi số tốt nhất.",
    "Để hoàn thành {T 19/19 tiêu chí|tiêu chí nông thôn mới} nông thôn mới trong năm 2024, xã cần thêm vốn.",
    "Phấn đấu thu ngân sách năm 2024 đạt {T 61 tỷ 250 triệu đồng|thu ngân sách năm 2024}.",
    "Phấn đấu thu hút từ {T 5 tỷ đồng đến 8 tỷ đồng|*} vốn xã hội hóa.",
    "Nhà máy sản xuất theo kế hoạch năm 2023 là {T 800 tấn|*}, đến nay được 500 tấn.",
    "Năm 2024 tỉnh dành {T 900 tỷ đồng|giao thông nông thôn} cho giao thông nông thôn, chủ yếu ở vùng cao.",
    # "từ … lên …": what is, and what shall be
    "Phấn đấu nâng tỷ lệ hồ sơ trực tuyến từ {R 45%|tỷ lệ hồ sơ trực tuyến} lên {T 75%|tỷ lệ hồ sơ trực tuyến}.",
    "Thu ngân sách ước đạt {R 91%|Thu ngân sách} dự toán, chưa đạt mục tiêu đề ra ({T 95%|Thu ngân sách}).",
    "Mục tiêu chỉ số PCI năm 2024 xếp {T thứ 12|*} cả nước.",
    "Đã xong 500 căn, dự kiến đến hết năm 2023 sẽ hoàn thành thêm {T 360 căn|*}.",
    "Đến năm 2030, bảo vệ và nâng cao chất lượng rừng {T 1.250 ha|*}.",
    "Phấn đấu thu nhập bình quân đầu người đạt {T 65 triệu đồng/người/năm|thu nhập bình quân đầu người}.",
    "Nâng công suất nhà máy nước từ 5.000 m3/ngày đêm lên {T 9.000 m3/ngày đêm|công suất nhà máy nước}.",
    "Bảo đảm dự trữ {T 50 tấn|gạo} gạo, {T 900 thùng|*} mì tôm.",
    "Phấn đấu đến cuối năm có thêm {T 2 xã|xã về đích nông thôn mới} về đích nông thôn mới, nâng tổng số xã đạt chuẩn lên {T 9/12 xã|tổng số xã đạt chuẩn}.",
    "Không yêu cầu người dân bổ sung hồ sơ {T quá 01 lần|*}.",
    "Đưa tỷ lệ đô thị hóa từ {R 35%|*} năm 2020 lên {T 45%|*} năm 2025 và {T 55%|tỷ lệ đô thị hóa} năm 2030.",
    "Theo Nghị quyết, đến năm 2025 cả nước có {T 80%|*} xã đạt chuẩn, {T 250 huyện|*} đạt chuẩn.",
    "Phấn đấu giảm {T ít nhất 15%|*} đầu mối, tinh giản {T 20%|biên chế} biên chế.",
    "Năm 2024, ngành du lịch đặt mục tiêu đón {T 3,5 triệu lượt khách|đón}, trong đó có {T 250.000 lượt khách|lượt khách quốc tế} quốc tế.",
    "Phấn đấu không còn nhà dột; mỗi năm giảm {T 200 hộ nghèo|hộ nghèo}.",
    "Đến năm 2025, chỉ số hài lòng thuộc {T nhóm 20|*} tỉnh, thành phố dẫn đầu.",
    "Ngành y tế đặt mục tiêu đạt {T 10 bác sĩ|*} và {T 30 giường bệnh|*} trên 1 vạn dân.",
    "Phấn đấu trong năm 2024 giải quyết dứt điểm {T 35 vụ|*} khiếu nại.",
    # numbers in the same sentences that are no figures
    "Mỗi kỳ họp thứ 10 sẽ bàn mục tiêu của thứ 2 hằng tuần.",
    "Đề xuất 2 phương án: phương án 1 dự kiến hơn 40 tỷ đồng; phương án 2 dự kiến hơn 60 tỷ đồng.",
    "Tập trung chỉ đạo tổ chức lễ công bố 2 xã Tân An và Tân Phú đạt chuẩn.",
    "Cơ chế này sẽ tạo điều kiện cho tỉnh hoàn thành sớm tuyến đường, tiết kiệm khoảng 20 tỷ đồng.",
    "Yêu cầu bổ sung hồ sơ, thời hạn bổ sung là 03 ngày làm việc kể từ ngày nhận được yêu cầu.",
    "Bảo đảm tiêm mũi nhắc lại cho người từ 18 tuổi trở lên.",
    "Kiểm tra, đình chỉ 4 điểm khai thác cát trái phép.",
    "Phải có tài sản từ 50 tỷ đồng trở lên hoặc tổng vốn từ 20 tỷ đồng trở lên.",
    "Xã đề nghị UBND huyện bố trí 1 đơn vị có đủ năng lực để quản lý trạm bơm.",
    "Ưu tiên phát triển khu công nghệ có quy mô vốn đầu tư từ 800 tỷ đồng trở lên.",
    "Yêu cầu chọn nhà đầu tư có vốn điều lệ từ 300 tỷ đồng trở lên.",
    "Sở sẽ có khoảng 230 cán bộ coi thi và 40 cán bộ giám sát.",
    "Phấn đấu {T trên 60%|*} số xã đạt 19 tiêu chí.",
    "Yêu cầu phủ sóng 5G tại các khu công nghiệp.",
    "Mật khẩu phải có ít nhất 8 ký tự.",
    "Phấn đấu hoàn thành trước ngày 15/9/2023 theo Kế hoạch số 45/KH-UBND, thực hiện 5 nhiệm vụ trọng tâm của 3 chương trình mục tiêu quốc gia trong 6 tháng.",
    "Yêu cầu cung cấp dịch vụ công mức độ 3, 4 và giải quyết hồ sơ trong 5 ngày làm việc theo Điều 7.",
    "Dự án có thể cần trên 900 tỷ đồng.",
    "Đề nghị nâng cấp tuyến kênh để bảo vệ 800 ha đất lúa.",
    "Thủ tướng yêu cầu 12 địa phương kiểm điểm trách nhiệm.",
    "Đề nghị Sư đoàn 3 Sao Vàng tiếp tục phát huy truyền thống.",
    "Trường sẽ nhận 44 sinh viên của khoa.",
    "Yêu cầu kê khai bổ sung khi có biến động tài sản từ 300 triệu đồng trở lên.",
    "Đẩy mạnh chương trình tín dụng 120 nghìn tỷ đồng.",
    "Yêu cầu mở rộng mô hình dạy học 2 buổi/ngày.",
    "Phấn đấu đến năm 2025, toàn huyện giảm nghèo {T từ 1,5 - 2%|*} mỗi năm.",
    "Chủ tịch yêu cầu ngành điện đóng điện trạm 110 kV đúng hạn.",
]


@pytest.mark.parametrize("sentence", RESULTS + TARGETS)
def test_sentence(sentence):
    check(sentence)


def test_plan_paragraph_carries_its_frame():
    check("Năm 2023, UBND huyện xây dựng kế hoạch cải cách hành chính với nhiều chỉ tiêu. "
          "{T 100%|các phòng chuyên môn tổ chức tự kiểm tra} các phòng chuyên môn tổ chức tự kiểm tra. "
          "{T Trên 85%|người dân hài lòng với dịch vụ công} người dân hài lòng với dịch vụ công.")


def test_report_paragraph_carries_its_frame():
    check("Báo cáo tại hội nghị, lãnh đạo Văn phòng cho biết kết quả đã đạt được là tích cực. "
          "{R 100%|văn bản được ký số} văn bản được ký số.")


def test_list_under_targets():
    check("Nghị quyết đề ra các chỉ tiêu chủ yếu sau:", "- Giá trị sản xuất tăng {T 9%|Giá trị sản xuất}.",
          "- Thu nhập bình quân đầu người đạt {T 52 triệu đồng|Thu nhập bình quân đầu người}.",
          "- Kết nạp {T từ 90 đảng viên trở lên|*}.", "- Tỷ suất sinh giảm {T 0,2‰|Tỷ suất sinh}.")


def test_list_under_results():
    check("Một số kết quả đạt được như sau:", "- Giá trị sản xuất tăng {R 9%|Giá trị sản xuất}.",
          "- Thu nhập bình quân đầu người đạt 52 triệu đồng.")


def test_heading_frames_the_paragraph_below():
    sentence = "Giá trị sản xuất công nghiệp tăng 9%."
    assert len(run("II. Mục tiêu, chỉ tiêu chủ yếu", sentence)[0]) == 1
    assert len(run("I. Kết quả nổi bật", sentence)[1]) == 1


def test_confidence_follows_the_evidence():
    (clear,) = run("Phấn đấu đến năm 2025 tỷ lệ hộ nghèo giảm còn tối đa 2%.")[0]
    (bare,) = run("Tỷ lệ hộ nghèo là 2%.")[1]
    assert clear.confidence > 0.9 > 0.7 > bare.confidence


def test_table_without_rules():
    check("TT Chỉ tiêu Ước thực hiện năm 2022 Kế hoạch năm 2023", "1 Tỷ lệ hộ nghèo {R 4,5%|Tỷ lệ hộ nghèo} {T dưới 4%|Tỷ lệ hộ nghèo}",
          "2 Số lao động có việc làm mới 9.000 người {T 9.500 người|Số lao động có việc làm mới}",
          "Báo cáo cho biết tỷ lệ che phủ rừng đạt {R 40%|tỷ lệ che phủ rừng}.")


def test_order_reaches_over_semicolons():
    check("Chủ tịch tỉnh yêu cầu các sở rà soát thủ tục; các doanh nghiệp viễn thông phủ sóng {T 100%|thôn, bản} thôn, bản.")


def test_year_decides_against_the_publication_date():
    sentence = "Năm 2024, tỷ lệ lao động qua đào tạo là 60%."
    assert len(run(sentence, published="2023-06-20")[0]) == 1
    assert len(run(sentence, published="2025-02-01")[1]) == 1


def test_list_under_an_order():
    check("Sở Y tế yêu cầu:", "- Các bệnh viện: Đo thân nhiệt, hướng dẫn khai báo cho {T 100%|người đến khám} người đến khám.",
          "- Các trạm: Lấy 5 mẫu xét nghiệm.")


def test_labelled_values_of_a_plan():
    lines = ["- Số phiếu mỗi phòng: {} phiếu;", "Thời gian niêm yết danh sách: {}."]
    plain = [line.format(n) for line, n in zip(lines, ["04", "15 ngày"])]
    targets, _ = run(*plain, title="Kế hoạch lấy phiếu tín nhiệm năm 2023 của huyện")
    assert [t.text for t in targets] == ["04 phiếu", "15 ngày"]
    assert run(*plain, title="Lấy phiếu tín nhiệm tại huyện") == ([], [])


def test_label_that_says_who_does_what():
    targets, _ = run("+ Trưởng các phòng thực hiện kê khai: 03 bản;", title="Kế hoạch kê khai tài sản năm 2023")
    assert [(t.metric, t.scope) for t in targets] == [("kê khai", "Trưởng các phòng")]


def test_text_of_a_plan():
    check("Diện tích trồng mới {T 50 ha|*} ở vùng đệm.", "Phòng Nông nghiệp mở {T 6 lớp|*} tập huấn cho các hộ.", "Xã hiện có 12 ha cây dược liệu.",
          title="Kế hoạch phát triển cây dược liệu năm 2024")


def test_items_of_a_list_of_aims():
    check("Các chỉ tiêu chủ yếu:", "- Thu ngân sách trên địa bàn {T 3.200 tỷ đồng|Thu ngân sách trên địa bàn}.",
          "- Số giường bệnh: {T 22 giường|Số giường bệnh}; số bác sĩ: {T 9,5 bác sĩ|số bác sĩ}.")


def test_shared_bound_of_a_list_of_counts():
    targets, _ = run("Từ năm 2024 bảo đảm mỗi xã có ít nhất một trạm y tế, một trạm bơm.")
    assert [(t.text, t.comparator, t.value) for t in targets] == [
        ("ít nhất một trạm y tế", ">=", 1), ("ít nhất một trạm y tế, một trạm", ">=", 1)]


@pytest.mark.parametrize("sentence, scopes", [
    ("Lãi suất vay còn 6,6%/năm đối với chủ đầu tư và 6,1%/năm đối với người mua nhà.", ["chủ đầu tư", "người mua nhà"]),
    ("Ở người từ 18 tuổi trở lên, mũi 3 đạt 77%, mũi 4 đạt 68%.", ["người từ 18 tuổi trở lên"] * 2),
    ("Số người chết tại huyện Tân Lập tăng 20%.", ["huyện Tân Lập"]),
    ("Hiện còn 31 xã có tỷ lệ hồ sơ trễ hạn trên 5%.", ["31 xã"]),
    ("5 tháng qua, Phường 5 thu ngân sách đạt 52,3% dự toán, tăng 8,4% so với cùng kỳ.", ["Phường 5", "Phường 5"]),
    ("Toàn bộ dự án đã hoàn thành khoảng 40% khối lượng.", ["Toàn bộ dự án"]),
    ("Tỷ lệ trúng tuyển đạt 6,5% (năm 2022 là 9,4%).", [None, "năm 2022"]),
    ("Phấn đấu mỗi huyện có 2 xã đạt chuẩn.", ["mỗi huyện"]),
    # who acts or is told to act is no scope
    ("Các cơ quan phải bảo đảm tỷ lệ kinh phí đạt tối thiểu 10%.", [None]),
    ("Riêng xã Tân An có 77% số phiếu đồng ý.", [None]),
])
def test_scope(sentence, scopes):
    targets, results = run(sentence)
    assert [f.scope for f in sorted([*targets, *results], key=lambda f: f.span)] == scopes


def test_old_article_told_anew_is_judged_by_its_meeting():
    sentence = "Ước đến cuối tháng 8, tín dụng sản xuất tăng 12%."
    ctx = context(sentence, published="2018-06-25")
    ctx.meetings = [Meeting(type="hội nghị", name=sentence[:3], date="2011-09-07", span=(0, 3))]
    assert [len(found) for found in extract(ctx)] == [0, 1]


def test_shared_comparator_and_scopes():
    targets, _ = run("Phấn đấu số hóa kết quả giải quyết thủ tục hành chính thuộc thẩm quyền của tỉnh, cấp huyện "
                     "đạt tỷ lệ tối thiểu tương ứng là 70%, 65%.")
    assert [(f.text, f.value, f.comparator, f.scope) for f in targets] == [
        ("tối thiểu tương ứng là 70%", 70, ">=", "của tỉnh"), ("tối thiểu tương ứng là 70%, 65%", 65, ">=", "cấp huyện")]
    assert {f.metric for f in targets} == {"số hóa kết quả giải quyết thủ tục hành chính thuộc thẩm quyền"}


def test_respective_values_without_comparator():
    _, results = run("Tỷ lệ số hóa hồ sơ cấp tỉnh, cấp huyện và cấp xã lần lượt đạt 81%, 74,5% và 62%.")
    assert [(f.text, f.scope) for f in results] == [("81%", "cấp tỉnh"), ("74,5%", "cấp huyện"), ("62%", "cấp xã")]
    assert {f.metric for f in results} == {"Tỷ lệ số hóa hồ sơ"}


def test_two_shared_lists_in_one_line():
    _, results = run("Tỷ lệ số hóa hồ sơ cấp tỉnh, cấp xã lần lượt đạt 80%, 60%. Tỷ lệ trễ hạn cấp tỉnh, cấp xã lần lượt là 1%, 2%.")
    assert [(f.value, f.scope, f.metric) for f in results] == [
        (80, "cấp tỉnh", "Tỷ lệ số hóa hồ sơ"), (60, "cấp xã", "Tỷ lệ số hóa hồ sơ"),
        (1, "cấp tỉnh", "Tỷ lệ trễ hạn"), (2, "cấp xã", "Tỷ lệ trễ hạn")]


def test_a_flood_of_values_is_cut_and_told():
    ctx = context("Tỷ lệ đạt 5%. " * 400)
    assert sum(map(len, extract(ctx))) <= 300 and any("figures" in w for w in ctx.warnings)


def test_quarters_in_brackets():
    _, results = run("Tăng trưởng kinh tế khá đều (quý I tăng 5,1%; quý II tăng 5,9%).")
    assert [(f.scope, f.direction) for f in results] == [("quý I", "increase"), ("quý II", "increase")]


@pytest.mark.parametrize("phrase, comparator", [
    ("90%", "="), ("tối thiểu 90%", ">="), ("ít nhất là 90%", ">="), ("không dưới 90%", ">="), ("không thấp hơn 90%", ">="),
    ("từ 90% trở lên", ">="), ("90% trở lên", ">="), ("trên 90%", ">"), ("hơn 90%", ">"), ("vượt 90%", ">"),
    ("tối đa 90%", "<="), ("không quá 90%", "<="), ("không vượt quá 90%", "<="), ("từ 90% trở xuống", "<="), ("dưới 90%", "<"),
    ("thấp hơn 90%", "<"), ("khoảng 90%", "~"), ("gần 90%", "~"), ("xấp xỉ 90%", "~")])
def test_comparator(phrase, comparator):
    (figure,) = run(f"Phấn đấu tỷ lệ hồ sơ đúng hạn đạt {phrase}.")[0]
    assert (figure.comparator, figure.text, figure.value) == (comparator, phrase, 90)


@pytest.mark.parametrize("sentence, direction, comparator", [
    ("Doanh thu tăng 8% so với cùng kỳ.", "increase", "="), ("Số vụ giảm 12% so với năm trước.", "decrease", "="),
    ("Thu ngân sách vượt 5% dự toán.", "increase", ">"), ("Tốc độ tăng trưởng vượt 8%.", None, ">"), ("Đạt và vượt 100% chỉ tiêu.", None, ">="), ("Lãi suất thấp hơn 2% so với năm trước.", "decrease", "="),
    ("Doanh thu tăng trên 8% so với cùng kỳ.", "increase", ">"), ("Tỷ lệ hộ nghèo giảm xuống còn 3%.", None, "="),
    ("Tăng trưởng kinh tế đạt 6%.", None, "="), ("Tỷ lệ này tăng lên 30%.", None, "=")])
def test_direction(sentence, direction, comparator):
    targets, results = run(sentence)
    (figure,) = [*targets, *results]
    assert (figure.direction, figure.comparator) == (direction, comparator)


@pytest.mark.parametrize("phrase, value, high, unit", [
    ("8 - 10%", 8, 10, "%"), ("từ 8 đến 10%", 8, 10, "%"), ("5%-7%", 5, 7, "%"), ("20.000 tỷ đồng", 20000, None, "tỷ đồng"),
    ("1,5 triệu lượt khách", 1.5, None, "triệu lượt khách"), ("225.000 tỷ", 225000, None, "tỷ"), ("hai mươi phần trăm", 20, None, "%"),
    ("37 triệu đồng/năm", 37, None, "triệu đồng/năm"), ("8,5 điểm", 8.5, None, "điểm"), ("12 %", 12, None, "%")])
def test_value_and_unit(phrase, value, high, unit):
    (figure,) = run(f"Mục tiêu năm 2025 là đạt {phrase}.")[0]
    assert (figure.value, figure.value_max, figure.unit, figure.text) == (value, high, unit, phrase)


def test_headline_repeated_in_the_body_counts_once():
    _, results = run("Đến nay, tỷ lệ giải ngân của huyện Hà An đạt 61% kế hoạch.", title="Huyện Hà An giải ngân đạt 61%")
    assert len(results) == 1 and results[0].span[0] > len("Huyện Hà An giải ngân đạt 61%")


def test_a_subheading_repeated_below_it_counts_once():
    _, results = run("Tỉnh đạt 94% mục tiêu nhà ở", "Tổng cộng đạt 1.390 căn, đạt 94% kế hoạch đề ra.", title="Tin nhà ở")
    assert [f.span[0] > 30 for f in results] == [True]


def test_equal_values_of_one_sentence_count_each():
    targets, _ = run("Sở yêu cầu mở 3 lớp dạy may, mở 3 lớp dạy mộc.")
    assert len(targets) == 2


def test_the_same_value_of_two_things_counts_twice():
    assert len(run("Tỷ lệ che phủ rừng đạt 45%; lao động nông nghiệp chiếm 45%.")[1]) == 2


def test_documents_and_deadlines_hold_no_quantities():
    text = "Phấn đấu hoàn thành trước 30 hộ."
    ctx = context(text)
    from pipeline.records import Deadline
    ctx.deadlines = [Deadline(text="trước 30", relation="before", span=(text.index("trước"), text.index(" hộ")))]
    assert extract(ctx) == ([], [])


@pytest.mark.parametrize("name", ["figure_units", "figure_comparators", "figure_cues", "figure_metrics"])
def test_vocabulary_examples(name):
    for e in entries(name):
        pattern = compile_forms(name, e.id)
        assert pattern.search(e.example), e.id
        assert not pattern.search(e.counter), e.id


def test_flat_keeps_offsets_and_syllables():
    assert flat("KẾ HOẠCH quý hoà Uỷ\u00a0ban") == "kế hoạch quý hòa ủy ban"
    assert len(flat("İstanbul 5%")) == len("İstanbul 5%")


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(["100%", "tối thiểu", "đạt", "(", ")", ";", ",", "tỷ lệ", "từ", "đến", "8 - 10%", "tương ứng là", "và", ".", "\u00a0", "“",
                                 "trở lên", "năm 2099", "ngày 31/2", "tăng", "xã", "5 xã", "3 tỷ đồng", "phấn đấu", "quý IV/2020", "…", "không", "13/13"]), max_size=30))
def test_never_raises_and_spans_hold(words):
    run(" ".join(words) or ".")


@pytest.mark.parametrize("piece", ["9%", "100% ", "5 - 6% ", "tối thiểu 1%, ", "(5%", "đạt đạt ", "từ 5 xã trở ", "tỷ lệ, ", "9.9", "% % ", "tương ứng 5%, 6%, "])
def test_hostile_text_is_fast(piece, no_hang):
    text = piece * (100_000 // len(piece))
    article = Article(text=text, lines=[Line(0, len(text), "body")], published="2023-01-01")
    ctx = context(".")
    ctx.article = article
    ctx.sentences = []
    with no_hang():
        extract(ctx)
