"""Mentions of bodies as marked-up sentences: ⟦ … ⟧ is a body, ⟨ … ⟩ a bare place, nothing else may be found."""
import pytest
import regex

from pipeline import vocabulary
from pipeline.article import Article, Context, Line
from pipeline.organisations import definitions, find_organisations
from pipeline.segment import Segmentation
from pipeline.words import Words


def context(text: str) -> Context:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(at, at + len(line), "body"))
        at += len(line) + 1
    return Context(article=Article(text=text, lines=lines), sentences=[], words=Segmentation(text, []))


def marked(sentence: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and the marked spans. An unclosed mark is an error."""
    assert sentence.count("⟦") == sentence.count("⟧") and sentence.count("⟨") == sentence.count("⟩"), sentence
    text, spans, start = "", [], 0
    for piece in regex.split(r"([⟦⟧⟨⟩])", sentence):
        if piece in ("⟦", "⟨"):
            start = len(text)
        elif piece in ("⟧", "⟩"):
            spans.append((start, len(text), "ORG" if piece == "⟧" else "PLACE"))
        else:
            text += piece
    return text, spans


SENTENCES = [
    "⟦Phòng Nghiệp vụ 1⟧, ⟦Phòng Nghiệp vụ 2⟧ và ⟦Phòng Thanh tra giải quyết khiếu nại, tố cáo 3⟧ họp; ⟦Phòng Nội vụ⟧ 5 năm liền dẫn đầu.",
    "⟦Đội ứng phó nhanh với dịch tả lợn châu Phi⟧ gồm 9 người; ⟦Đội phản ứng nhanh với DTLCP⟧ lấy mẫu.",
    "⟦Nhà xe Hoàng Lam⟧ tăng chuyến; ⟦Hãng bay VietJet⟧ giảm giá; ⟦Quản lý thị trường TP.HCM⟧ thu giữ hàng.",
    "⟦Bệnh viện dã chiến số 3⟧, ⟦Bệnh viện Bạch Mai cơ sở 2⟧, ⟦Siêu thị Co.opmart Bạc Liêu⟧ mở cửa.",
    "⟦Đội Thanh tra địa bàn quận 1⟧ và ⟦Hải quan cửa khẩu⟧ lập biên bản; Vụ cháy lan rộng.",
    # names end where the verb begins, whatever verb it is; sites and clubs
    "⟦Trung tâm Chống ngập nước⟧ xuống tận nơi; ⟦Công ty Sông Xanh⟧ tạm ngưng chào hàng.",
    "⟦Đài Thông tin duyên hải Nha Trang⟧ liên tục phát tin; ⟦Chi đoàn thanh niên⟧ tập văn nghệ.",
    "⟦Ban Quản lý vịnh Hạ Long⟧ và ⟦Ban Quản trị chung cư Sao Mai⟧ ký kết.",
    "⟦CLB Hoàng Anh Gia Lai⟧ gặp ⟦Câu lạc bộ Hà Nội FC⟧; ⟦Hiệp hội Taxi TP.HCM⟧ kêu lỗ.",
    "⟦Chi bộ thôn⟧ họp; ⟦Bộ Thông tin, Văn hóa và Du lịch Lào⟧ mời.",
    # heads of their own: commands, courts of a region, laboratories, brands
    "Bên nhận quân gồm ⟦Bộ Tư lệnh Quân khu 12⟧ và ⟦Bộ Tư lệnh Cảnh sát cơ động⟧.",
    "⟦Viện KSND cấp cao tại Đà Nẵng⟧, ⟦TAND cấp cao tại Hà Nội⟧ kháng nghị.",
    "⟦Phân viện Khoa học hình sự tại Thành phố Hồ Chí Minh⟧ kết luận.",
    "⟦Hãng hàng không Vietravel Airlines⟧ mở đường bay; ⟦Tổ chức Chim trời Á Đông⟧ khảo sát.",
    "Tổ chức Hội nghị, Tổ chức Lễ phát động ở cơ sở.",
    "⟦Huyện đội⟧ góp công; ⟦Bảo hiểm xã hội cơ sở Quảng Ninh⟧ chi trả; ⟦PC Quảng Trị⟧ thay công tơ.",
    "⟦Tổ hợp tác nuôi ong rừng Bản Liền⟧ góp vốn; ⟦Cơ sở chế biến chả cá Bảy Hương⟧ bị phạt.",
    "⟦Công ty cổ phần Hóa dầu và Vật liệu mới Lam Giang⟧ vay vốn.",
    "⟦Phòng thí nghiệm trọng điểm Công nghệ gen⟧ và ⟦Khu Bảo tồn thiên nhiên Nậm Rốm Hạ⟧ ký kết.",
    "⟦Sở Thể dục Thể thao⟧, ⟦Sở Bưu chính Viễn thông⟧ từng làm việc này.",
    "Đoàn ⟦Đảng Nhân dân Cách mạng Lào⟧ sang thăm.",
    "⟦Tổ bầu cử số 9⟧ và ⟦Trường PTDTNT tỉnh⟧ báo cáo.",
    # state bodies of a level, with and without place
    "Sáng 5/6, ⟦UBND huyện Krông Ana⟧ tổ chức hội nghị.",
    # fields of work and heads beyond those of departments
    "⟦Hội Sinh vật cảnh⟧, ⟦Hội Cựu Thanh niên xung phong⟧ và ⟦Hội Bảo trợ người khuyết tật và trẻ mồ côi⟧ nhận hỗ trợ.",
    "⟦Cục Cảnh sát quản lý hành chính về trật tự xã hội⟧, ⟦Cục Quản lý Khám, chữa bệnh⟧ ra văn bản.",
    "⟦Chi cục Chăn nuôi, Thú y và Thủy sản⟧ lấy mẫu; ⟦Chi cục Quản lý chất lượng nông lâm sản và thủy sản⟧ xét nghiệm.",
    "⟦Hiệp hội Chế biến và Xuất khẩu thủy sản Việt Nam⟧ kiến nghị giãn nợ.",
    "⟦Trung tâm Giám sát, điều hành đô thị thông minh⟧ và ⟦Trung tâm Điều dưỡng người có công⟧ vận hành thử.",
    "⟦Hội đồng điều phối vùng Đông Nam Bộ⟧ họp; ⟦Hội đồng thẩm định giá đất tỉnh⟧ biểu quyết.",
    "⟦Khu Quản lý đường bộ III⟧, ⟦Chốt kiểm soát liên ngành số 4⟧ lập biên bản.",
    "⟦Lữ đoàn Công binh 550⟧, ⟦Hải đội Dân quân thường trực⟧, ⟦Vùng 3 Hải quân⟧ diễn tập.",
    "⟦Chi bộ thôn 8⟧, ⟦Chi hội Phụ nữ ấp Tân Hòa⟧, ⟦Tổ tự quản khu phố 3⟧ sinh hoạt.",
    # kinds in lower case before the name proper, and numbers
    "⟦Trường THPT chuyên Lương Khắc Ninh⟧, ⟦Trường Tiểu học số 2 Hòa Khương⟧ nhận bằng khen.",
    "Đoàn thăm ⟦Nhà máy xi măng Đồng Lãm⟧ và ⟦Hợp tác xã nông nghiệp hữu cơ Tân Phú⟧.",
    "⟦Văn phòng Công chứng số 3⟧ và ⟦Đoàn Nghệ thuật Khmer Ánh Bình Minh⟧ góp quỹ.",
    "⟦Viettel Quảng Trị⟧ lắp trạm; theo Luật Điện lực số 61, giá do ⟦Chính phủ⟧ quy định.",
    "Thí sinh chọn Kế toán, Tài chính - Ngân hàng và Ngôn ngữ tiếng Anh.",
    # so many of them
    "Chủ tịch yêu cầu ⟦17 xã, thị trấn⟧ xét lại danh sách.",
    "⟦Uỷ ban nhân dân tỉnh⟧ giao ⟦Sở Tài chính⟧ chủ trì.",
    "Chủ tịch ⟦UBND huyện⟧ Trần Thị Bích Lan kết luận.",
    "Phó Chủ tịch ⟦UBND huyện Cẩm Khê⟧ Đỗ Văn Ba phát biểu.",
    "⟦UBND các xã, thị trấn⟧ báo cáo trước ngày 10.",
    "⟦UBND các huyện, thị xã, thành phố⟧ và ⟦các đơn vị liên quan⟧ thực hiện.",
    "⟦Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương⟧ khẩn trương rà soát.",
    "⟦Ủy ban nhân dân Thành phố Thủ Đức, quận, huyện⟧ tiếp tục phối hợp.",
    "⟦UBND cấp xã⟧, ⟦HĐND các cấp⟧ thực hiện.",
    "⟦UBND các tỉnh, thành phố từ Quảng Bình đến Bình Định⟧ ứng phó.",
    "⟦Thường trực HĐND tỉnh⟧ và ⟦Ban Pháp chế HĐND tỉnh⟧ thẩm tra.",
    "⟦Văn phòng HĐND và UBND huyện⟧ đôn đốc.",
    "⟦Văn phòng Đoàn ĐBQH và HĐND tỉnh⟧ phối hợp.",
    "Kỳ họp của ⟦HĐND xã khóa XII, nhiệm kỳ 2021-2026⟧ đã bế mạc.",
    "⟦Công an tỉnh Nghệ An⟧ phối hợp ⟦Viện Kiểm sát nhân dân tỉnh⟧.",
    # a number may tell which, and need not count; a word may begin what looks like a name
    "⟦Đoàn kiểm tra liên ngành số 2⟧ lập biên bản.",
    "Học sinh lớp 11 ⟦trường THPT Nguyễn Thông⟧ đoạt giải.",
    "⟦Đảng bộ⟧, ⟦chính quyền⟧ và nhân dân trong huyện đoàn kết vượt khó.",
    "Nhân dân tin theo ⟦Đảng⟧; ⟦Đảng⟧ luôn lo cho dân.",
    # names of fields that nobody listed run on to where a predicate begins
    "⟦Trung tâm Điều độ mạng viễn thám⟧ gửi bản tin.",
    "Bản sao gửi ⟦Cục Quản lý đầu tư xây dựng⟧.",
    "⟦Trung tâm Kiểm soát và bảo vệ nguồn gen⟧ đã lấy mẫu.",
    "⟦Cục Quản lý xây dựng và Chất lượng công trình thủy lợi⟧ nghiệm thu.",
    "⟦Sở Tài chính⟧ hoàn tất hồ sơ; ⟦Sở Y tế⟧ dự trữ đủ thuốc.",
    # the body behind is the one it belongs to
    "Chuyển hồ sơ sang ⟦Cơ quan Cảnh sát điều tra Công an tỉnh⟧.",
    "⟦Hội Sinh viên Trường Đại học Sông Lam⟧ ra quân.",
    "Báo cáo của ⟦Đảng ủy Tổng công ty Cấp nước Sông Lam⟧ nêu rõ.",
    # border posts, ports and regiments have names of their own
    "⟦Đồn Biên phòng Cửa khẩu quốc tế Mường Then⟧ tuần tra; ⟦Đồn Biên phòng 615⟧ phối hợp.",
    "⟦Cảng vụ Hàng hải Quảng Ninh⟧ và ⟦Điện lực Tam Nông⟧ đã kiểm tra.",
    "⟦Bệnh viện Hữu nghị Lạc Hồng⟧ tiếp nhận.",
    # where names ended too early, or ran on
    "⟦Các tỉnh, thành phố⟧ cần chủ động; trình ⟦các tỉnh, thành phố trực thuộc Trung ương⟧.",
    "Theo mô hình mới, 2 cấp, ⟦Trung tâm Phục vụ hành chính công cấp xã⟧ tiếp nhận hồ sơ.",
    "Công khai kết quả của ⟦từng đơn vị⟧ trên ⟦Trang thông tin điện tử huyện⟧.",
    "⟦Các bộ, ngành có liên quan⟧ tham mưu ⟦Chính phủ⟧.",
    "⟦Các cơ quan tham mưu⟧, giúp việc họp.",
    "Thuốc dự phòng COVID-19 được cấp cho ⟦phòng GD&ĐT huyện⟧.",
    "⟦Thường trực Hội đồng NVQS tỉnh⟧ giao ⟦Bộ CHQS tỉnh⟧ thống kê.",
    "⟦Cục Quản lý đường bộ IV⟧ sửa chữa mặt cầu.",
    "⟦Chi nhánh Ngân hàng Chính sách xã hội tỉnh⟧ cân đối vốn.",
    "⟦Công ty TNHH MTV Điện lực Hải Phòng⟧ cam kết.",
    "⟦Công ty Cổ phần xăng dầu Sông Tiêu⟧ và ⟦Doanh nghiệp tư nhân Minh Lợi⟧ bình ổn giá.",
    "⟦Ban Công tác Mặt trận⟧, ⟦Ban Thanh tra nhân dân⟧ giám sát.",
    "⟦Ban Chỉ đạo về phòng, chống thiên tai⟧ tổ chức cuộc họp khẩn.",
    "⟦Hội đồng thẩm định⟧ bỏ phiếu, ⟦Hội đồng tư vấn⟧ đưa ra ý kiến.",
    "⟦Hội đồng thẩm định nhà nước⟧ trước đó đã họp.",
    "⟦Ủy ban Quốc gia phòng, chống AIDS và phòng, chống tệ nạn ma túy, mại dâm⟧ họp.",
    "⟦Đại sứ quán Phần Lan⟧ trao học bổng.",
    "⟦Ban Chỉ đạo phòng, chống dịch bệnh COVID-19 tỉnh Nghệ An⟧ họp.",
    "⟦Ban Chỉ đạo Nhà nước các công trình trọng điểm, dự án quan trọng quốc gia⟧ họp.",
    "⟦Hội đồng thẩm định xã nông thôn mới tỉnh⟧ bỏ phiếu.",
    "Khu vực Nam Bộ, ⟦Viện Hàn lâm Khoa học xã hội Việt Nam⟧ khảo sát.",
    "Lãnh đạo ⟦các sở, ban, ngành, đoàn thể của tỉnh⟧; ⟦các phòng, ban, ngành, đoàn thể huyện⟧ dự.",
    "⟦Tổng công ty Xây dựng số 1⟧, ⟦Ban Quản lý dự án Thủy điện 6⟧ họp ngày 6/3.",
    "⟦NHNN chi nhánh Quảng Trị⟧, ⟦Agribank Quảng Trị⟧ và ⟦BIDV⟧ giải ngân.",
    "⟦Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn⟧, ⟦Sở Y tế Hà Nội⟧ - cơ quan thường trực.",
    "⟦Ban Chỉ đạo Tây Bắc⟧, ⟦Cục Dự trữ Nhà nước khu vực Nam Tây Nguyên⟧, ⟦Chi cục Kiểm dịch thực vật vùng VII⟧.",
    "⟦Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh⟧ và ⟦Vụ Đông Bắc Á⟧, ⟦Cục Lãnh sự⟧.",
    # ministries and departments, old and new, short and long
    "⟦Bộ Kế hoạch và Đầu tư⟧, ⟦Bộ Tài chính⟧ và ⟦Ngân hàng Nhà nước⟧ nghiên cứu.",
    "⟦Bộ Giáo dục và Đào tạo⟧ và ⟦Bộ Y tế⟧ thống nhất.",
    "⟦Bộ Nông nghiệp và Môi trường⟧ thay ⟦Bộ NN&PTNT⟧.",
    "⟦Sở LĐ-TB&XH⟧, ⟦Sở VH,TT&DL⟧ và ⟦Sở GD-ĐT Cà Mau⟧ tham mưu.",
    "⟦Sở Lao động, Thương binh và Xã hội⟧ chủ trì.",
    "⟦Sở Văn hoá, Thể thao và Du lịch⟧; ⟦Báo Lâm Đồng⟧ tuyên truyền.",
    "Giám đốc ⟦Sở Y tế Hà Nội⟧ Lê Văn Cường báo cáo.",
    "⟦Phòng Tài chính - Kế hoạch⟧, ⟦Phòng Kinh tế, Hạ tầng và Đô thị⟧ thẩm định.",
    "⟦các sở GD-ĐT⟧ và ⟦các phòng Nội vụ⟧ hướng dẫn.",
    "⟦Sở Giáo dục và Đào tạo (GD&ĐT) Thừa Thiên Huế⟧ tổ chức hội thảo.",
    # offices with a field of work
    "⟦Trung tâm Dự báo khí tượng thủy văn quốc gia⟧ cho biết.",
    "⟦Trung tâm Văn hóa - Thể thao và Truyền thanh huyện⟧: Xây dựng chuyên mục.",
    "⟦Trung tâm Quốc gia về dịch vụ việc làm⟧ kết nối.",
    "⟦Ban Quản lý dự án đầu tư xây dựng tỉnh Phú Yên⟧ làm chủ đầu tư.",
    "⟦Ban Quản lý dự án Giao thông và Dân dụng tỉnh⟧ bàn giao.",
    "⟦Cục An toàn thông tin⟧, ⟦Bộ Thông tin và Truyền thông⟧ cảnh báo.",
    "⟦Cục Cảnh sát giao thông⟧ kiểm tra, xử lý vi phạm.",
    "⟦Trung tâm Y tế huyện⟧ kiểm tra 12 cơ sở.",
    "⟦Chi cục Chăn nuôi và Thú y⟧ tiêm phòng.",
    "⟦Ủy ban Pháp luật của Quốc hội⟧ sẽ nghiên cứu.",
    "⟦Đài Thông tin Duyên hải Đà Nẵng⟧ thông báo.",
    "⟦Ban Chỉ huy PCTT, TKCN và phòng thủ dân sự TP Đà Nẵng⟧ ban hành công điện.",
    "⟦Trung tâm Xúc tiến đầu tư, thương mại và du lịch⟧ thành lập tổ hỗ trợ.",
    "⟦Ủy ban An toàn giao thông quốc gia⟧ thông tin về vụ tai nạn.",
    "⟦Cục Quản lý Khám chữa bệnh⟧ phối hợp với ⟦Trung tâm Y tế⟧.",
    "⟦Vụ Kết cấu hạ tầng giao thông⟧, ⟦Thanh tra Bộ⟧, ⟦Văn phòng Bộ⟧ tham mưu.",
    "⟦Trung tâm Phục vụ hành chính công phường Bến Thành⟧ và ⟦Văn phòng Đăng ký đất đai thành phố⟧.",
    "⟦Chi cục Hải quan khu vực V⟧ và ⟦Cục Thuế tỉnh⟧ phối hợp.",
    # party and mass organisations
    "⟦Đảng ủy các cơ quan Đảng tỉnh⟧ và ⟦Đảng ủy UBND tỉnh⟧ ra mắt.",
    "⟦Ban Thường vụ Huyện ủy Bình Chánh⟧ yêu cầu ⟦Đảng ủy các xã⟧.",
    "⟦Ban Tuyên giáo Đảng ủy Khối⟧ và ⟦Ban Tổ chức Tỉnh ủy⟧ hướng dẫn.",
    "⟦Ủy ban MTTQ Việt Nam huyện⟧, ⟦Hội Nông dân huyện⟧, ⟦Đoàn TNCS Hồ Chí Minh huyện⟧ vận động.",
    "⟦Tỉnh đoàn⟧ phối hợp ⟦Liên đoàn Lao động tỉnh⟧.",
    "chủ trương của ⟦Đảng⟧, chính sách, pháp luật của ⟦Nhà nước⟧.",
    # bodies named after a task
    "⟦Ban Chỉ đạo cải cách hành chính (CCHC) Thành phố⟧ họp.",
    "⟦Ban chỉ đạo về rà soát, tháo gỡ khó khăn, vướng mắc liên quan đến các dự án⟧ (gọi là ⟦Ban chỉ đạo⟧).",
    "⟦Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực Trung ương⟧ đã kết luận.",
    "⟦Ban Chỉ đạo⟧ đánh giá cao các địa phương.".replace("các địa phương", "⟦các địa phương⟧"),
    "⟦Ban Chỉ đạo⟧ rà soát, nếu còn vướng mắc thì báo cáo.",
    "⟦Hội đồng tư vấn⟧ triển khai rà soát.",
    "⟦Hội đồng quốc gia giáo dục và phát triển nhân lực⟧ tổ chức phiên họp.",
    "⟦Ban Chỉ đạo 35 Huyện ủy⟧ và ⟦Ban Chỉ đạo 389 tỉnh⟧ kiểm tra.",
    "⟦Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở tỉnh⟧ yêu cầu báo cáo.",
    "⟦Ban Chỉ đạo phong trào \"Toàn dân đoàn kết xây dựng đời sống văn hóa\" huyện⟧ họp.",
    "⟦Ban Chỉ đạo Trung ương về chính sách nhà ở và thị trường bất động sản⟧ - Ảnh: Minh Tâm",
    "Các xã đã lập ⟦Ban Chỉ đạo giải phóng mặt bằng⟧ và triển khai các phần việc.".replace("Các xã", "⟦Các xã⟧"),
    "⟦Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh⟧ tổng kết.",
    "⟦Tổ công tác số 4 của Thủ tướng Chính phủ⟧ làm việc.",
    "⟦Hội đồng nghĩa vụ quân sự huyện⟧ xét duyệt.",
    "⟦Tổ công tác liên Bộ Tài chính - Xây dựng⟧ kiểm tra.",
    "⟦Các huyện ủy, thị ủy, đảng ủy trực thuộc⟧ quán triệt.",
    "⟦Ủy ban MTTQ Việt Nam tỉnh⟧, ⟦Tỉnh đoàn⟧ vận động đoàn viên.",
    # proper names
    "Khi thiếu nước cục bộ, ⟦Công ty TNHH MTV Khai thác công trình thủy lợi⟧ phải điều tiết.",
    "⟦Trường THPT Lê Thị Riêng (Cà Mau)⟧ tổ chức.",
    "⟦Công ty TNHH Bao bì Tân Hưng Phú⟧ ủng hộ 20 triệu đồng.",
    "⟦Tập đoàn Sông Xanh⟧ đề nghị ⟦UBND tỉnh⟧ xem xét.",
    "⟦Hiệp hội Doanh nghiệp Hàn Quốc tại Việt Nam⟧ khảo sát.",
    "⟦trường ĐH Nông lâm TP HCM⟧ tiếp nhận sinh viên.",
    "⟦BV Bạch Mai⟧ và ⟦BV E⟧ tiếp nhận người bệnh.",
    # collectives
    "Yêu cầu ⟦các sở, ban, ngành, đoàn thể⟧, ⟦UBND các huyện⟧ thực hiện.",
    "Lãnh đạo ⟦các sở, ban, ngành, hội, đoàn thể, huyện, thị xã⟧.",
    # collectives described in words of no list, to where the predicate begins
    "⟦Các doanh nghiệp lữ hành⟧ tích cực đăng ký; ⟦các trường dân tộc bán trú⟧ bố trí chỗ ở.",
    "Chủ tịch đề nghị ⟦các doanh nghiệp⟧ tiết giảm chi phí, giữ giá.",
    "Yêu cầu ⟦các đơn vị chủ hồ⟧ xây dựng phương án; đôn đốc ⟦các bộ, ngành liên quan⟧ chốt số liệu.",
    "⟦Các cấp, các ngành từ Trung ương đến địa phương⟧ vào cuộc.",
    "Chỉ đạo ⟦các tổ chức đảng, cơ quan, đơn vị⟧ triển khai.",
    "⟦Các huyện, thị xã trong cụm⟧ đã phát động.",
    # a clause tells which of them must act
    "⟦Các xã chưa có quy hoạch⟧ phải lập ngay; yêu cầu ⟦các xã⟧ có kế hoạch tiếp tục rà soát.",
    "⟦UBKT các huyện, thành, thị ủy⟧ bám sát địa bàn; ⟦UBND hai xã⟧ dự.",
    "⟦Chính phủ Nhật Bản⟧ tài trợ; ⟦Đại sứ quán Việt Nam tại Nhật Bản⟧ đưa tin.",
    "⟦Đoàn kiểm tra liên ngành của UBND quận Cầu Giấy⟧ và ⟦Hội đồng GPMB huyện⟧ họp.",
    "⟦lực lượng kiểm dịch y tế⟧ trực; ⟦các Tổ đại biểu HĐND tỉnh⟧ giám sát.",
    # programmes in the names of committees
    "Thành lập ⟦Ban Chỉ đạo thực hiện Chương trình mục tiêu Quốc gia giảm nghèo bền vững trên địa bàn tỉnh Phú Yên giai đoạn 2016 - 2020⟧.",
    "⟦Cụm thi đua số 4⟧ họp; ⟦Tập đoàn Viettel⟧ hỗ trợ.",
    "⟦Ủy ban Kiểm tra (UBKT) Tỉnh ủy⟧ họp; ⟦Thanh tra giao thông⟧ kiểm tra.",
    "⟦ban thanh tra nhân dân⟧ và ⟦ban giám sát đầu tư của cộng đồng⟧.",
    "⟦ngành giáo dục TP.HCM⟧ tiếp tục thực hiện.",
    "chỉ thị ⟦các bộ⟧, ⟦cơ quan ngang bộ⟧, ⟦cơ quan thuộc Chính phủ⟧ rà soát.",
    "⟦các cơ quan chuyên môn thuộc UBND huyện⟧, ⟦đơn vị sự nghiệp công lập huyện⟧ triển khai.",
    "⟦Các cơ quan ngành dọc của tỉnh đóng trên địa bàn huyện⟧ chủ trì.",
    "⟦các bộ, ngành, địa phương liên quan⟧ và ⟦các bộ, ngành ở Trung ương⟧.",
    "vai trò của ⟦cấp ủy, chính quyền địa phương⟧ rất quan trọng.",
    "⟦các cấp ủy đảng⟧, ⟦chính quyền⟧, ⟦Mặt trận Tổ quốc⟧ và ⟦các đoàn thể từ huyện đến xã, thị trấn⟧.",
    "⟦các cơ quan, tổ chức, doanh nghiệp nhà nước⟧ cần triển khai.",
    "⟦các ngành, các cấp⟧ vào cuộc.",
    "đề nghị ⟦đơn vị được thanh tra⟧ chấp hành.",
    "⟦cơ quan chức năng các tỉnh Quảng Bình, Quảng Trị⟧ cảnh báo.",
    # a short form in brackets stands inside a name
    "⟦Ban An toàn giao thông (ATGT) tỉnh⟧ họp; ⟦các hợp tác xã (HTX) nông nghiệp⟧ liên kết.",
    "Chỉ đạo ⟦các ngân hàng thương mại⟧ (NHTM) và ⟦chi nhánh NHNN tại các tỉnh⟧ vào cuộc.",
    # the head of several departments said once
    "Giao ⟦Sở Y tế⟧, ⟦Giáo dục và Đào tạo⟧, ⟦Công an tỉnh⟧ phối hợp.",
    "Lấy ý kiến ⟦Bộ Nội vụ⟧, ⟦Tư pháp⟧ và ⟦Xây dựng⟧; gửi các Bộ: ⟦Quốc phòng⟧, ⟦Công an⟧.",
    "Các ⟦sở Tài chính⟧, ⟦Công Thương⟧ thẩm định; ⟦các sở Tài chính⟧ báo cáo.",
    # kinds of schools and firms, one or several
    "⟦Các trường phổ thông dân tộc nội trú, bán trú⟧ cần trực; ⟦các trường đại học tư thục⟧ tuyển sinh.",
    "Sắp xếp ⟦các cơ sở giáo dục mầm non, tiểu học và giáo dục thường xuyên⟧ theo phương án mới.",
    "⟦Các cơ quan xúc tiến đầu tư, thương mại⟧, doanh nhân cùng dự; ⟦các doanh nghiệp⟧, doanh nhân góp ý.",
    # a branch of the state
    "Mọi việc xong đúng hạn, ⟦ngành Nội vụ⟧ đã đẩy mạnh phân cấp; đề nghị ⟦ngành GD-ĐT⟧ cần rà soát.",
    # one of its kind where it is told or begins a clause
    "Chỉ đạo ⟦chủ đầu tư⟧ khắc phục. Dự án giao chủ đầu tư với diện tích 2 ha.",
    "Theo đó, ⟦nhà thầu⟧ phải bổ sung máy móc; giá do nhà thầu chào.",
    # parts of the country
    "⟦Các tỉnh khu vực miền Trung, Tây Nguyên và Đông Nam Bộ⟧ chủ động; ⟦Kiểm toán nhà nước khu vực IV⟧ kết luận.",
    # the armed forces by number, joint ventures, federations, task forces, sectors
    "Đại biểu ⟦Quân khu 9⟧, ⟦Quân đoàn 12⟧ và ⟦Binh đoàn 18⟧ dự.",
    "⟦Liên danh Công ty CP Sông Tiêu và Công ty TNHH Minh Lợi⟧ trúng thầu; ⟦Ban Quản lý dự án 47⟧ bàn giao.",
    "⟦Hiệp hội Vận tải xe khách Việt Nam⟧ kiến nghị; ⟦Viện Nghiên cứu nghề cá Việt Nam⟧ trả lời.",
    "Lập ⟦Đội phản ứng nhanh⟧, ⟦Tổ kiểm tra liên ngành⟧.",
    "⟦Ban Chỉ đạo các công trình, dự án quan trọng quốc gia lĩnh vực năng lượng⟧ họp.",
    "⟦Cục Quản lý, giám sát bảo hiểm⟧ họp; ⟦Hiệp hội Bánh - Kẹo - Nước giải khát Việt Nam⟧ kiến nghị.",
    "⟦Sở Nội vụ⟧: Xây dựng đề án; công bố kết luận kiểm toán Dự án đường ven biển.",
    "Chỉ đạo ⟦các lực lượng⟧ tuần tra; huy động các lực lượng, phương tiện; lực lượng mỏng.",
    "Theo đó, ⟦tư vấn giám sát⟧ cam kết bám công trường; người dân đến cơ quan ⟦Thanh tra tỉnh⟧.",
    "⟦Ban Chỉ đạo Trung ương về phòng chống thiên tai⟧ (PCTT) cùng dự; ⟦Ban Chỉ đạo về chuyển đổi số (CĐS) tỉnh⟧ họp.",
    "⟦Bộ Thông tin Truyền thông⟧ trả lời; ⟦Bộ Văn hóa⟧ yêu cầu; ⟦Sở Tài nguyên Môi trường tỉnh⟧ và ⟦Sở Giao thông vận tải⟧ họp.",
    # what came of the reform of 2025
    "Đề nghị ⟦chính quyền các xã, phường hình thành sau sắp xếp⟧ ổn định trụ sở.",
    # delegations, forces
    "Phục vụ ⟦các đoàn công tác của lãnh đạo Bộ⟧; lực lượng ⟦Công an huyện Krông Ana⟧ đã bắt giữ; 60% lực lượng lao động có việc.",
    "⟦Huyện ủy Đăk Mil⟧ giao ban; ⟦UBND tỉnh Đắk Nông⟧ họp.",
    # places
    "⟨huyện Tuyên Hoá⟩ cần khẩn trương rà soát.",
    "⟨TP.HCM⟩ và ⟨tỉnh Đồng Nai⟩ ký kết.",
    "⟨Thành phố⟩ tăng cường kiểm tra.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_found(sentence):
    text, spans = marked(sentence)
    got = [(e.start, e.end, e.label) for e in find_organisations(context(text))]
    assert [text[s:e] for s, e, _ in got] == [text[s:e] for s, e, _ in spans]
    assert got == spans


NOTHING = [
    "Nhiều trường hợp chưa được giải quyết.",
    "Xây dựng chính quyền điện tử, chính quyền số.",
    "Tỷ lệ hồ sơ trễ hạn giảm, an sinh xã hội được bảo đảm.",
    "Phát hành trái phiếu Chính phủ, giảm nợ Chính phủ.",
    "Kế hoạch số 12/KH-UBND và Quyết định 435/QĐ-UBND.",
    "Ông Nguyễn Khoa Nam và bà Trường Giang.",
    "Tác giả: Trường Giang",
    "Các trường hợp khác, các đơn vị hành chính, các cấp học.",
    "Ngân sách Nhà nước, vốn Nhà nước.",
    "Đại hội đã bầu 21 đồng chí; hội nghị bế mạc.",
    "Xe chạy trên đường Trường Sơn Đông.",
    "Viên chức Nhà nước được hưởng chế độ.",
    "Có 9 Trạm Kiểm lâm.",
    "Ngập cục bộ, đơn giá tăng; nội bộ, ban đêm.",
    "Ban đầu người dân còn e ngại.",
    "Bộ hồ sơ gồm ba loại giấy tờ, bộ tiêu chí gồm 19 điểm.",
    "",
    "()[]{}*** ,,, ⟧",
    "UBND" * 0 + "12/3/2024 - 15h30",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_found(sentence):
    assert find_organisations(context(sentence)) == []


@pytest.mark.parametrize("name", ["organisations", "organisations_fields", "organisations_collectives"])
def test_vocabulary_examples(name):
    for entry in vocabulary.entries(name):
        assert [e for e in find_organisations(context(entry.example)) if e.label == "ORG"], entry.example
        assert not [e for e in find_organisations(context(entry.counter)) if e.label == "ORG"], entry.counter


def test_headline_in_capitals_is_left_to_the_body():
    text = "HỘI THẢO NÂNG CAO CHẤT LƯỢNG\nSở Y tế tổ chức hội thảo."
    assert [text[e.start:e.end] for e in find_organisations(context(text))] == ["Sở Y tế"]


def test_definitions_are_learned():
    text = "Ủy ban Tài chính - Ngân sách (Ủy ban TCNS) thẩm tra. Liên minh Viễn thông Quốc tế (gọi tắt là LVQ) xếp hạng; chỉ số của LVQ tăng."
    found = find_organisations(context(text))
    short = definitions(text, found)
    assert set(short) == {"Ủy ban TCNS", "LVQ"}
    assert text.rindex("LVQ") in {e.start for e in found}


def test_entities_are_ordered_and_apart():
    text = "UBND tỉnh, HĐND tỉnh, Sở Y tế, các sở, ngành và UBND các huyện phối hợp với Tỉnh ủy. " * 20
    found = find_organisations(context(text))
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))
    assert all(text[e.start:e.end].strip() == text[e.start:e.end] for e in found)


def test_long_hostile_text_is_quick(no_hang):
    text = "các sở, ban, ngành và " * 3000 + "Ban Chỉ đạo về " + "rà soát, " * 3000
    with no_hang():
        find_organisations(context(text))


def test_words_keys():
    words = Words("Uỷ  ban\xa0nhân dân, HĐND-UBND", 0, 28)
    assert words.keys[0] == "uy3"
    assert words.joined(1) and words.joined(2) and not words.joined(4)
    assert words.linked(4) and words.linked(5)
