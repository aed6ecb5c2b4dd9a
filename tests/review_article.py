"""The article that the tests of corrections work on: invented, with all kinds of entries."""
from __future__ import annotations

TEXT = """Phòng Nội vụ huyện Mẫu Sơn
Huyện Mẫu Sơn họp giao ban công tác tháng 5 năm 2023
Ngày 22/5/2023, UBND huyện Mẫu Sơn tổ chức họp giao ban công tác tháng 5 năm 2023. Đồng chí Lò Văn Mẫu, Chủ tịch UBND huyện chủ trì.
Theo báo cáo, đến nay tỷ lệ hồ sơ giải quyết đúng hạn của huyện đạt 94,74%.
Kết luận cuộc họp, Chủ tịch UBND huyện Lò Văn Mẫu yêu cầu Phòng Nội vụ rà soát thủ tục hành chính, hoàn thành trước ngày 15/6/2023; các xã, thị trấn phấn đấu tỷ lệ hồ sơ trực tuyến đạt tối thiểu 60% trong năm 2023. Văn phòng HĐND và UBND huyện theo dõi, đôn đốc việc thực hiện kết luận này.
Đồng chí cũng rủ các đơn vị giữ gìn vệ sinh nơi làm việc.
"""
