"""Units: what counts, under which name, and what is one body."""
import pytest

from pipeline.article import Article, Context, Entity, Line
from pipeline.extractors.units import extract
from pipeline.records import Place
from pipeline.segment import Segmentation

HUYEN = Place(province="Đắk Lắk", district="Krông Ana", code="66")


def context(text: str, place: Place | None = None, kinds: tuple[str, ...] = (), entities: list[Entity] | None = None) -> Context:
    lines, at = [], 0
    for i, line in enumerate(text.split("\n")):
        lines.append(Line(at, at + len(line), kinds[i] if i < len(kinds) else "body"))
        at += len(line) + 1
    return Context(article=Article(text=text, lines=lines), sentences=[], words=Segmentation(text, []), place=place, entities=entities or [])


def names(text: str, **kw) -> list[str]:
    return [u.name for u in extract(context(text, **kw))]


@pytest.mark.parametrize("text, expected", [
    # a clause or a trade tells which of them; it ends where the predicate begins
    ("Những cửa hàng còn nợ tiền điện quá 60 ngày phải trả góp.", ["Những cửa hàng còn nợ tiền điện quá 60 ngày"]),
    ("Các hợp tác xã nuôi tôm ven sông Cái cần đo mặn mỗi ngày.", ["Các hợp tác xã nuôi tôm ven sông Cái"]),
    ("Các đơn vị vận hành hồ chứa bố trí người trực đêm.", ["Các đơn vị vận hành hồ chứa"]),
    ("Các huyện, thị xã có bến đò tự phát được yêu cầu cắm biển.", ["Các huyện, thị xã có bến đò tự phát"]),
    ("Đề nghị các doanh nghiệp chưa ký thỏa ước phối hợp công đoàn lấy ý kiến.", ["các doanh nghiệp chưa ký thỏa ước"]),
    ("Yêu cầu các trường có lớp ghép rà soát thiết bị.", ["các trường có lớp ghép"]),
    ("Yêu cầu các trường có phương án rà soát thiết bị.", ["các trường"]),
    ("Các doanh nghiệp có kế hoạch tuyển thêm người.", ["Các doanh nghiệp"]),
    ("Các địa phương đã nỗ lực giải ngân vốn.", ["Các địa phương"]),
    # firms by the names they are known by, and their daughters
    ("Phòng Thương mại và Công nghiệp Việt Nam họp. VCCI kiến nghị giãn thuế.", ["Phòng Thương mại và Công nghiệp Việt Nam"]),
    ("Tổng công ty Đường sắt Việt Nam bán vé sớm. VNR giảm giá.", ["Tổng công ty Đường sắt Việt Nam"]),
    ("EVN Solar ký hợp đồng; VNPT Sông Lam lắp trạm.", ["EVN Solar", "VNPT Sông Lam"]),
    ("Phần còn lại nhờ Quỹ Khuyến học Lều Thọ.", ["Quỹ Khuyến học Lều Thọ"]),
    # the term belongs to the assembly where it is the assembly that is named
    ("Quốc hội khóa XIII đã thông qua luật.", ["Quốc hội khóa XIII"]),
    ("Tại kỳ họp thứ 5 Quốc hội khóa XIII, luật được thông qua. Quốc hội sẽ giám sát.", ["Quốc hội"]),
    ("Sở Nội vụ thành lập Tổ kiểm tra công vụ, đi từng xã.", ["Sở Nội vụ", "Tổ kiểm tra công vụ"]),
    # named in a post, it acts by its kind alone
    ("Giám đốc Sở Y tế Lều Thọ Bảo cho biết, tuần tới Sở sẽ mở thêm điểm tiêm.", ["Sở Y tế"]),
    ("Giám đốc Sở Y tế Lều Thọ Bảo cho biết, tuần tới sẽ mở thêm điểm tiêm.", []),
    # a kind of place alone acts, whether or not the article tells which place it is
    ("Huyện kiến nghị tỉnh sớm nạo vét cửa sông.", ["Huyện", "tỉnh"]),
    ("Bí thư yêu cầu 17 xã, thị trấn xét lại danh sách. Có 12 xã đạt chuẩn.", ["17 xã, thị trấn"]),
    ("Nhiều năm nay Nhà nước vẫn ưu tiên đầu tư cho đê điều.", ["Nhà nước"]),
    # short forms of one body are one unit, under the fullest mention
    ("UBND huyện Krông Ana họp. UBND huyện yêu cầu báo cáo. Ủy ban nhân dân huyện sẽ kiểm tra.", ["UBND huyện Krông Ana"]),
    ("Sở Y tế Hà Nội kiểm tra. Sở Y tế đề nghị rà soát.", ["Sở Y tế Hà Nội"]),
    ("Ban Chỉ đạo chuyển đổi số tỉnh họp. Ban Chỉ đạo thống nhất.", ["Ban Chỉ đạo chuyển đổi số tỉnh"]),
    ("Ngân hàng Nhà nước Việt Nam cho biết; Ngân hàng Nhà nước sẽ theo dõi.", ["Ngân hàng Nhà nước Việt Nam"]),
    ("UBND các xã, thị trấn báo cáo. UBND cấp xã thực hiện.", ["UBND các xã, thị trấn"]),
    ("Các thành viên Ban Chỉ đạo và Tổ giúp việc Ban Chỉ đạo CCHC huyện dự họp.", ["Ban Chỉ đạo CCHC huyện", "Tổ giúp việc Ban Chỉ đạo CCHC huyện"]),
    # but not bodies of other places or levels
    ("UBND tỉnh Phú Yên và UBND tỉnh Gia Lai ký kết.", ["UBND tỉnh Phú Yên", "UBND tỉnh Gia Lai"]),
    ("UBND tỉnh giao UBND huyện thực hiện.", ["UBND tỉnh", "UBND huyện"]),
    # a body named only inside a post does not count; elsewhere named too, its fullest name may stand there
    ("Ông Lê Văn Ba - Bí thư Huyện ủy, Chủ tịch HĐND huyện dự.", []),
    ("Giám đốc Sở Nội vụ Trần Lan báo cáo.", []),
    ("UBND Thành phố họp. Ông Võ Nam, Chủ tịch UBND Thành phố Huế, kết luận.", ["UBND Thành phố Huế"]),
    ("Cục trưởng Cục Chống tham nhũng, Thanh tra Chính phủ trả lời.", []),
    ("Lãnh đạo Sở Xây dựng trả lời.", ["Sở Xây dựng"]),
    # bare generic collectives only where they act or are addressed
    ("Đề nghị các cơ quan, đơn vị khẩn trương rà soát.", ["các cơ quan, đơn vị"]),
    ("Các địa phương phải báo cáo.", ["Các địa phương"]),
    ("Trách nhiệm của người đứng đầu các cơ quan, đơn vị được nâng lên.", []),
    ("Trụ sở của các đơn vị ở xa.", []),
    ("Đề xuất giải pháp để các địa phương áp dụng.", []),
    ("Chỉ số năng lực cạnh tranh cấp sở, ngành và địa phương năm 2022.", []),
    ("Yêu cầu các sở, ban, ngành, đoàn thể rà soát.", ["các sở, ban, ngành, đoàn thể"]),
    # who gets what was sent and who joins in are addressed
    ("Phòng Nội vụ gửi dự thảo quy chế cho các đơn vị để góp ý.", ["Phòng Nội vụ", "các đơn vị"]),
    ("Nhờ sự chung tay tích cực của các doanh nghiệp, cầu đã xong.", ["các doanh nghiệp"]),
    ("Tăng cường phối hợp giữa chính quyền, ngành chuyên môn và các hộ nuôi.", ["chính quyền", "ngành chuyên môn"]),
    ("Lãnh đạo một số cơ quan thuộc Bộ Y tế cùng dự.", ["một số cơ quan thuộc Bộ Y tế"]),
    # each one of many is no unit, but for those that are told
    ("Giao chỉ tiêu cho từng xã, phường.", []),
    ("Giao nhiệm vụ cho từng phòng, ban, đơn vị.", ["từng phòng, ban, đơn vị"]),
    # a description in words of no list; a bare noun with it is still a bare noun
    ("Các doanh nghiệp chế tác phải báo cáo.", ["Các doanh nghiệp chế tác"]),
    ("Giảm các tổ chức trung gian.", []),
    ("Chia sẻ khó khăn của các đơn vị trong cụm.", []),
    # a branch of the state, the centre, the army where they act
    ("Đề nghị ngành y tế huyện tăng cường kiểm tra.", ["ngành y tế huyện"]),
    ("Tái cơ cấu ngành trồng trọt tỉnh.", []),
    ("Theo chỉ đạo của Trung ương, tỉnh sẽ làm gấp.", ["Trung ương", "tỉnh"]),
    ("Nguồn ngân sách Trung ương; các cơ quan Trung ương.", ["các cơ quan Trung ương"]),
    ("Chủ trương của Trung ương Đảng và Trung ương Đoàn.", ["Trung ương Đảng", "Trung ương Đoàn"]),
    # what the party congress of … is called, and who joins it
    ("Sự tham gia của chính quyền địa phương và người dân.", ["chính quyền địa phương"]),
    ("Luật Tổ chức chính quyền địa phương.", []),
    # a lone name of a place where its authority begins the clause or is told
    ("Bạc Liêu xác định nuôi tôm là mũi nhọn.", ["Bạc Liêu"]),
    ("Thủ đô Hà Nội đã đón nhiều khách; địa phương như Bạc Liêu cần làm điểm.", []),
    ("Các địa phương gồm Phú Yên, Cần Thơ, Lào Cai.", []),
    ("Ông Ba, người xã Ea Bông, kể. Xã đã lập tổ tự quản.", ["xã Ea Bông"]),
    ("Cử tri xã Ea Bông đề nghị làm đường.", []),
    ("Sẽ cử 3 đoàn kiểm tra.", []),
    ("Cục Cảnh sát giao thông (Bộ Công an) cùng dự.", ["Cục Cảnh sát giao thông", "Bộ Công an"]),
    ("Ông Lều Thọ, Phó Cục trưởng Cục Cảnh sát giao thông (Bộ Công an), cùng dự.", []),
    # places only where they act as authorities
    ("Chiều 5/3, tại thành phố Kon Tum, UBND tỉnh phối hợp tổ chức hội thảo.", ["UBND tỉnh"]),
    ("Riêng thành phố Hà Nội, Thành phố Hồ Chí Minh cần rà soát.", ["thành phố Hà Nội", "Thành phố Hồ Chí Minh"]),
    ("Ban An toàn giao thông (ATGT) tỉnh họp. Ban ATGT tỉnh yêu cầu rà soát.", ["Ban An toàn giao thông (ATGT) tỉnh"]),
    ("Đối thoại giữa chính quyền và doanh nghiệp.", []),
    ("Các địa phương báo cáo từng bộ, ngành; các bộ, ngành phải tổng hợp.", ["Các địa phương", "các bộ, ngành"]),
    ("Lễ hội diễn ra tại huyện Krông Ana.", []),
    ("Huyện Krông Ana cần khẩn trương rà soát.", ["Huyện Krông Ana"]),
    ("Nhân dân xã Ea Bông đã hiến đất.", []),
    # so many of them, where they act; not where they are counted
    ("Đầu năm, 14 phường, xã đã lập chốt trực.", ["14 phường, xã"]),
    ("Riêng 6 tỉnh Tây Nguyên kiến nghị giữ lại khoản thu.", []),
    ("Phần mình, 5 tỉnh Tây Nguyên kiến nghị giữ lại khoản thu.", ["5 tỉnh Tây Nguyên"]),
    ("Nay đã có 63 tỉnh, thành phố triển khai; 15/20 xã đã báo cáo.", []),
    ("Huyện còn 5 bộ máy lọc nước.", []),
    # small bodies with the one above them; bodies of one kind by their places
    ("Khoa Dược thuộc Bệnh viện đã kiểm lại. Đội Kiểm tra thuộc Chi cục Thuế Hà Nam tới.", ["Khoa Dược thuộc Bệnh viện", "Đội Kiểm tra thuộc Chi cục Thuế Hà Nam"]),
    ("Từ 5/9, trạm y tế các xã phối hợp nhà trường tiêm nhắc.", ["trạm y tế các xã"]),
    ("Đoàn kiểm tra số 3 của Ban Thường vụ Huyện ủy bắt đầu từ tuần sau.", ["Đoàn kiểm tra số 3 của Ban Thường vụ Huyện ủy"]),
    ("Đối với ngành thủy sản: Sớm cấp phép nuôi biển.", ["ngành thủy sản"]),
    ("Gửi hồ sơ để được cơ quan có thẩm quyền cho phép.", ["cơ quan có thẩm quyền"]),
    ("Cần xử lý những đơn vị triển khai chậm. Những đơn vị phải báo cáo.", ["Những đơn vị"]),
    ("Vụ cháy rừng Khe Lũng kéo dài hai ngày.", []),
    ("Lễ trao giải diễn ra tại Nhà Văn hóa Thanh niên.", []),
    ("Rà soát các văn bản chỉ đạo của Trung ương.", []),
    ("UBND huyện giao các phòng chuyên môn tham mưu.", ["UBND huyện", "các phòng chuyên môn"]),
    ("Các bệnh viện tuyến tỉnh phải dành giường cách ly; Cả hệ thống chính trị vào cuộc.", ["Các bệnh viện tuyến tỉnh", "hệ thống chính trị"]),
    # what is being built is no body, a school where something is held is
    ("Dự án Nhà máy điện gió Cồn Nổi chậm một năm.", []),
    ("Em học nghề ở Trường Cao đẳng Cơ điện Lam Giang ba năm.", ["Trường Cao đẳng Cơ điện Lam Giang"]),
    ("Hôm 3/4, xe Toyota hỏng phanh; Toyota sẽ thu hồi.", ["Toyota"]),
    ("Phải đến Hội An, khách mới nghỉ.", []),
    ("Yêu cầu các doanh nghiệp trong Khu công nghiệp Bãi Cháy Hạ báo cáo.", ["các doanh nghiệp trong Khu công nghiệp Bãi Cháy Hạ"]),
    # press that reports, funds, venues
    ("Theo Báo Đắk Lắk, mưa lớn gây ngập.", []),
    ("Báo Đắk Lắk, Đài Phát thanh và Truyền hình tỉnh có trách nhiệm tuyên truyền.", ["Báo Đắk Lắk", "Đài Phát thanh và Truyền hình tỉnh"]),
    ("Hội nghị diễn ra tại Trung tâm Hội nghị tỉnh.", []),
    ("chủ trương của Đảng, pháp luật của Nhà nước", ["Đảng", "Nhà nước"]),
    ("Chương trình cải cách hành chính Nhà nước giai đoạn 2011-2020", []),
    # a body and the one above it in brackets are two, whatever letters they share
    ("Ông Ba, Vụ trưởng Vụ Giáo dục nghề nghiệp (Bộ GD-ĐT), nói. Bộ GD-ĐT xin ý kiến.", ["Bộ GD-ĐT"]),
    ("Lĩnh vực điều hành của Chính phủ (Văn phòng Chính phủ).", ["Chính phủ", "Văn phòng Chính phủ"]),
    # the state as one party to the matter
    ("Bảo đảm hài hòa lợi ích giữa Nhà nước và người dân; Nhà nước giữ vai trò chủ đạo.", ["Nhà nước"]),
    ("Không phải bồi thường trong trường hợp Nhà nước tiến hành xây cầu.", ["Nhà nước"]),
    # who stands for a place together with its people; the one locality that is told or must
    ("Nhiều năm qua Đảng bộ, chính quyền và nhân dân luôn đoàn kết.", ["Đảng bộ", "chính quyền"]),
    ("Đoàn đề nghị địa phương sớm nâng cấp tuyến kênh.", ["địa phương"]),
    ("Mưa dứt, địa phương phải dọn bùn.", ["địa phương"]),
    ("Mưa dứt, địa phương đã dọn bùn.", []),
    # boards named after what they fight, councils after what they advise on, parts of a congress's work
    ("Ban Chỉ đạo phòng, chống bệnh khảm lá sắn tỉnh đã họp.", ["Ban Chỉ đạo phòng, chống bệnh khảm lá sắn tỉnh"]),
    ("Ban Chỉ đạo quốc gia phòng chống dịch cúm gia cầm cần kiểm tra.", ["Ban Chỉ đạo quốc gia phòng chống dịch cúm gia cầm"]),
    ("Kiện toàn Hội đồng Tư vấn cải cách TTHC.", ["Hội đồng Tư vấn cải cách TTHC"]),
    ("Tiểu ban Văn kiện, Tiểu ban Nhân sự đã báo cáo.", ["Tiểu ban Văn kiện", "Tiểu ban Nhân sự"]),
    ("Các đơn vị thuộc, trực thuộc Bộ đã nỗ lực.", ["Các đơn vị thuộc, trực thuộc Bộ"]),
    # where something is, and whose
    ("Rác từ khu vực xã Ea Bông cũng đưa về đây.", []),
    ("Đề nghị của UBND các huyện, thị xã Buôn Hồ đề nghị xét công nhận.", ["UBND các huyện"]),
    ("Ông là Công an viên phường Tân Lập cùng các con.", []),
    # of a list of departments, those in a post are no units; headed names are fuller
    ("Gửi Giám đốc các Sở: Tài chính, Nội vụ để thực hiện.", []),
    ("Giám đốc Sở Tài chính, Nội vụ cùng dự.", []),
    ("Giao Sở Y tế, Nội vụ phối hợp. Sở Nội vụ báo cáo.", ["Sở Y tế", "Sở Nội vụ"]),
    # who sends somebody is there
    ("Cùng dự có đại diện lãnh đạo các huyện, thị xã; Chủ tịch nghe thủ trưởng các đơn vị báo cáo.", ["các huyện, thị xã"]),
    ("Lãnh đạo Sở Y tế, các huyện, thị xã dự họp.", ["Sở Y tế", "các huyện, thị xã"]),
    ("Người đứng đầu Chính phủ cho biết; tại trụ sở Chính phủ.", []),
    # a congress is called after its body
    ("Chào mừng Đại hội Đảng bộ tỉnh lần thứ X. Nghị quyết Đại hội Mặt trận Tổ quốc Việt Nam phường.", []),
    ("Huy động cả hệ thống chính trị vào cuộc; xây dựng hệ thống chính trị.", ["hệ thống chính trị"]),
    # the same letters, another body
    ("UBND các tỉnh Phú Yên, Gia Lai khẩn trương rà soát. UBND các tỉnh, thành phố báo cáo.", ["UBND các tỉnh Phú Yên, Gia Lai", "UBND các tỉnh, thành phố"]),
    ("Kiểm toán Nhà nước khu vực IV làm việc; Kiểm toán Nhà nước công bố.", ["Kiểm toán Nhà nước khu vực IV", "Kiểm toán Nhà nước"]),
    ("Đài Truyền hình Việt Nam truyền trực tiếp; Đài Truyền hình địa phương tiếp sóng.", ["Đài Truyền hình Việt Nam", "Đài Truyền hình địa phương"]),
    ("Phó Tổng giám đốc Tổng công ty Viễn thông Viettel nói. Viettel đã mở gói cước.", ["Tổng công ty Viễn thông Viettel"]),
    ("Vay vốn từ các quỹ; yêu cầu các cơ sở chăn nuôi khử trùng.", ["các cơ sở chăn nuôi"]),
    # what a law is called after; a way of government; insurance that is paid
    ("Sửa đổi Luật Tổ chức Chính phủ, Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân, Luật Ngân hàng Nhà nước.", []),
    ("Vận hành mô hình chính quyền địa phương 2 cấp. Chính quyền địa phương hai cấp phải gần dân.", ["Chính quyền địa phương hai cấp"]),
    ("Lũy kế thu BHXH, BHYT đạt thấp; BHXH tỉnh chi trả.", ["BHXH tỉnh"]),
    ("Thường trực, Ban Thường vụ Huyện ủy tập trung lãnh đạo.", ["Thường trực", "Ban Thường vụ Huyện ủy"]),
    ("Giao sở Y tế tham mưu. Các sở Y tế hướng dẫn.", ["Các sở Y tế"]),
    # the full name even where only the headline has it
    ("Ngân hàng Nhà nước hạ lãi suất. NHNN cho biết.", ["Ngân hàng Nhà nước"]),
    # what limits a collective goes to its end: members of a committee, a bloc, a country, who manages them, which alone
    ("Yêu cầu các bộ, ngành thành viên Ban Chỉ đạo Nhà nước báo cáo.", ["các bộ, ngành thành viên Ban Chỉ đạo Nhà nước", "Ban Chỉ đạo Nhà nước"]),
    ("Đề nghị các cơ quan Khối Dân vận tỉnh vào cuộc.", ["các cơ quan Khối Dân vận tỉnh"]),
    ("Hội thảo cùng các cơ quan hữu quan bên phía Hàn Quốc.", ["các cơ quan hữu quan bên phía Hàn Quốc"]),
    ("Đề nghị các tổ chức, nghiệp đoàn, doanh nghiệp Thái Lan góp ý.", ["các tổ chức, nghiệp đoàn, doanh nghiệp Thái Lan"]),
    ("Đề nghị các đơn vị thuộc phạm vi quản lý của Sở Y tế báo cáo.", ["các đơn vị thuộc phạm vi quản lý của Sở Y tế"]),
    ("Những địa phương có điều kiện tương tự như Phú Yên cần làm thử.", ["Những địa phương có điều kiện tương tự như Phú Yên"]),
    ("UBND các xã được công nhận nông thôn mới năm 2016 cùng dự.", ["UBND các xã được công nhận nông thôn mới năm 2016"]),
    ("Ban công tác Mặt trận các thôn, buôn đã vận động.", ["Ban công tác Mặt trận các thôn, buôn"]),
    ("Giao các cơ quan, đơn vị sự nghiệp rà soát.", ["các cơ quan, đơn vị sự nghiệp"]),
    ("Đề nghị các phòng, ban Chỉ huy Quân sự các xã báo cáo.", ["các phòng", "ban Chỉ huy Quân sự các xã"]),
    # party committees among others are a body each, by themselves one formula
    ("Lãnh đạo các ban đảng, huyện ủy, thị ủy cùng dự.", ["các ban đảng", "huyện ủy", "thị ủy"]),
    ("Đề nghị các huyện ủy, thị ủy báo cáo.", ["các huyện ủy, thị ủy"]),
    # what a congress elects, teams on call, who examines what
    ("Đại hội bầu Đoàn Chủ tịch, ban thư ký và Ban Thẩm tra tư cách đại biểu.", ["Đoàn Chủ tịch", "ban thư ký", "Ban Thẩm tra tư cách đại biểu"]),
    ("Xã có đội ứng phó nhanh gồm 9 người.", ["đội ứng phó nhanh"]),
    ("Đoàn thẩm định đô thị văn minh đã đến.", ["Đoàn thẩm định đô thị văn minh"]),
    # the part of a body that says how it works, its task and number
    ("Có 2 Trạm Kiểm lâm bảo vệ rừng đặc dụng; 9 Trạm Kiểm lâm.", ["Trạm Kiểm lâm bảo vệ rừng đặc dụng"]),
    ("Lập 1 Đội Kiểm lâm lưu động và Bảo vệ rừng đặc dụng số 2.", ["Đội Kiểm lâm lưu động và Bảo vệ rừng đặc dụng số 2"]),
    ("Sự chỉ đạo của Ủy ban 1732 rất sát sao.", ["Ủy ban 1732"]),
    ("Liên minh các nhà bán lẻ Việt Nam và Liên hiệp các Hội Văn học tỉnh góp ý.", ["Liên minh các nhà bán lẻ Việt Nam", "Liên hiệp các Hội Văn học tỉnh"]),
    ("Giá vàng tại Sở Giao dịch Ngân hàng Nhà nước tăng.", ["Sở Giao dịch Ngân hàng Nhà nước"]),
    ("Nơi sản xuất: Tổ sản xuất lúa gạo VietGAP thôn Bình An.", ["Tổ sản xuất lúa gạo VietGAP thôn Bình An"]),
    ("Công an huyện giao cho Ban Tuyên giáo huyện ủy.", ["Công an huyện", "Ban Tuyên giáo huyện ủy"]),
    ("Huyện ủy ĐăkM'Rông đã họp; Chi bộ Tân Phúc được lập.", ["Huyện ủy ĐăkM'Rông", "Chi bộ Tân Phúc"]),
    ("Chuyển cho cơ quan cảnh sát điều tra Công an huyện.", ["cơ quan cảnh sát điều tra Công an huyện"]),
    ("Phối hợp với Sở Tư pháp, viện kiểm sát nhân dân, tòa án nhân dân xử lý.", ["Sở Tư pháp", "viện kiểm sát nhân dân", "tòa án nhân dân"]),
    ("Phối hợp với ban quản lý các cảng cá để nhắc tàu.", ["ban quản lý các cảng cá"]),
    # a neighbourhood where it acts, not where something is
    ("Tổ dân phố 7 vận động hiến đất. Đường qua Tổ dân phố Bình Minh.", ["Tổ dân phố 7"]),
    # the Front of a place is one body, with its committee or without
    ("Ủy ban MTTQ Việt Nam phường Tân Lập họp; MTTQ phường vận động.", ["Ủy ban MTTQ Việt Nam phường Tân Lập"]),
    ("Ban Tuyên giáo tỉnh ủy dự; Ban Tuyên giáo Trung ương tổ chức.", ["Ban Tuyên giáo tỉnh ủy", "Ban Tuyên giáo Trung ương"]),
    # teams and funds that are set up; where something is done, what is merged, whose people they are
    ("Sẽ thành lập một đoàn giám sát; vay Quỹ nhà ở tỉnh; cử 2 đoàn kiểm tra.", ["đoàn giám sát"]),
    ("Sau khi thành lập Quỹ nhà ở tỉnh, giá giảm.", ["Quỹ nhà ở tỉnh"]),
    ("Nghiên cứu trong các cơ sở giáo dục đại học; sáp nhập các đơn vị sự nghiệp công lập.", []),
    ("Đề nghị báo cáo viên các tỉnh, thành trong cả nước tập trung tuyên truyền.", []),
    ("Kiện toàn lực lượng thú y xã, lực lượng công an phải tuần tra.", ["lực lượng thú y xã", "lực lượng công an"]),
    # a list goes on over the people in it; who did it stands after "được"; where cases were counted is no one
    ("Các viện, các nhà khoa học, các trường phải vào cuộc.", ["Các viện", "các trường"]),
    ("Chính quyền, người dân bàn bạc; các bệnh viện, doanh nhân cần hiến máu.", ["các bệnh viện"]),
    ("Khó khăn được các đơn vị thi công đề cập.", ["các đơn vị thi công"]),
    ("Tỉnh Phú Yên ghi nhận 87 ca mắc.", []),
    ("Hộ nuôi báo ngay cho cơ quan thú y.", ["cơ quan thú y"]),
    ("Các nhà trường phân loại học sinh.", ["Các nhà trường"]),
    # forces of a place are one body of it
    ("Thành tích của lực lượng vũ trang huyện.", ["lực lượng vũ trang huyện"]),
    # what a council advises on belongs to its name where nothing is told of it
    ("Phiên họp của Hội đồng tư vấn triển khai cơ chế đặc thù theo Nghị quyết 7, sáng 5/12.", ["Hội đồng tư vấn triển khai cơ chế đặc thù theo Nghị quyết 7"]),
    ("Hội đồng tư vấn triển khai lấy ý kiến tại huyện. Yêu cầu Tổ tư vấn xây dựng phương án.", ["Hội đồng tư vấn", "Tổ tư vấn"]),
    ("Bộ sẽ thành lập 4 đoàn công tác; cử 3 đoàn công tác.", ["4 đoàn công tác"]),
])
def test_which_units(text, expected):
    assert names(text) == expected


def test_lone_kind_of_place_that_begins_a_clause_and_acts():
    assert names("Ông Ba khẳng định tỉnh sẽ hỗ trợ tích cực; ngoài ra, huyện đang lập dự án. Làm theo chỉ đạo của tỉnh.", place=HUYEN) == ["tỉnh", "huyện"]
    assert names("Vì vậy, tỉnh, huyện, căn cứ vào dân số mà chia.", place=HUYEN) == []


def test_caption_is_no_source():
    assert names("Tin\nUBND xã Ea Na trao quà.", kinds=("title", "caption")) == []


def test_posts_found_elsewhere_are_respected():
    text = "Ông Ba, Tổ trưởng Sở Y tế, dự. Sở Nội vụ họp."
    start = text.index("Tổ trưởng")
    posts = [Entity(start, start + len("Tổ trưởng Sở Y tế"), "POST", "test")]
    assert names(text, entities=posts) == ["Sở Nội vụ"]


def test_body_in_brackets_behind_a_person_tells_where_they_work():
    text = "Luật sư Lều Thọ Bảo (Đoàn Luật sư TP Hà Nội) cho rằng Sở Nội vụ đúng."
    spans = [(text.index(name), name, label) for name, label in (("Lều Thọ Bảo", "PERSON"), ("Đoàn Luật sư TP Hà Nội", "ORG"), ("Sở Nội vụ", "ORG"))]
    assert names(text, entities=[Entity(at, at + len(name), label, "office") for at, name, label in spans]) == ["Sở Nội vụ"]


@pytest.mark.parametrize("text, place, canonical, level, code, collective", [
    ("UBND huyện họp.", HUYEN, "Ủy ban nhân dân huyện Krông Ana", "district", "66", False),
    ("UBND tỉnh họp.", HUYEN, "Ủy ban nhân dân tỉnh Đắk Lắk", "province", "66", False),
    ("UBND tỉnh Gia Lai họp.", HUYEN, "Ủy ban nhân dân tỉnh Gia Lai", "province", "64", False),
    ("UBND xã họp.", HUYEN, "Ủy ban nhân dân xã", "commune", "66", False),
    ("Huyện uỷ họp.", HUYEN, "Huyện ủy Krông Ana", "district", "66", False),
    ("Ban Thường vụ Tỉnh uỷ họp.", HUYEN, "Ban Thường vụ Tỉnh ủy Đắk Lắk", "province", "66", False),
    ("Sở GD-ĐT Cà Mau họp.", Place(), "Sở Giáo dục và Đào tạo Cà Mau", "province", "96", False),
    ("Sở LĐTB&XH họp.", Place(), "Sở Lao động - Thương binh và Xã hội", "province", None, False),
    ("UBMTTQ Việt Nam huyện họp.", HUYEN, "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Krông Ana", "district", "66", False),
    ("Bộ NN&PTNT họp.", Place(), "Bộ Nông nghiệp và Phát triển nông thôn", "central", None, False),
    ("UBND các xã, thị trấn họp.", HUYEN, "Ủy ban nhân dân các xã, thị trấn", "commune", None, True),
    ("Các sở, ban, ngành phải họp.", HUYEN, "các sở, ban, ngành", None, None, True),
    ("HĐND huyện khóa XI, nhiệm kỳ 2021-2026 họp.", HUYEN, "Hội đồng nhân dân huyện Krông Ana", "district", "66", False),
])
def test_canonical(text, place, canonical, level, code, collective):
    unit, = extract(context(text, place))
    assert (unit.canonical, unit.level, unit.code, unit.collective) == (canonical, level, code, collective)


def test_abbreviation_of_the_article():
    units = extract(context("Ủy ban Tài chính - Ngân sách (Ủy ban TCNS) thẩm tra. Ủy ban TCNS cho rằng thu đạt thấp."))
    assert [u.name for u in units] == ["Ủy ban Tài chính - Ngân sách"]
    assert len(units[0].mentions) >= 2


def test_a_short_form_is_the_name_it_stands_for_whatever_joins_its_words():
    text = "Liên đoàn Thương mại và Công nghiệp Việt Nam (VCCI) công bố chỉ số. Theo VCCI, chi phí đã giảm."
    assert [u.name for u in extract(context(text))] == ["Liên đoàn Thương mại và Công nghiệp Việt Nam"]


def test_mentions_hold_the_name():
    text = "UBND huyện Krông Ana họp. Chủ tịch UBND huyện Trần Lan yêu cầu Phòng Nội vụ, UBND các xã báo cáo UBND huyện."
    for unit in extract(context(text, HUYEN)):
        assert any(text[s:e] == unit.name for s, e in unit.mentions)
        assert unit.mentions == sorted(set(unit.mentions))


@pytest.mark.parametrize("text", ["", "\n\n", "UBND", "các", "Ban Chỉ đạo về", "Tổ công tác số", "Sở", "Bộ", "(UBND", "UBND các", "huyện", "Đảng", "từ huyện đến", "30"])
def test_odd_input(text):
    extract(context(text))
