"""Who is told (tests/cases/addressees.txt), marked up as the cases of directives are, and the members of lists."""
from __future__ import annotations

from pathlib import Path

import pytest
import regex
from test_directives import analysed, parse_case

from pipeline.addressees import split_members
from pipeline.extractors import directives

CASES = Path(__file__).parent / "cases" / "addressees.txt"


def cases() -> list:
    blocks = regex.split(r"(?m)^== ", CASES.read_text("utf-8"))[1:]
    return [pytest.param(body.strip(), id=name) for name, _, body in (b.partition("\n") for b in blocks)]


@pytest.mark.parametrize("marked", cases())
def test_addressees(marked: str) -> None:
    text, expected = parse_case(marked)
    found = directives.extract(analysed(text))
    keys = ("text", "issuer", "kind", "addressees")
    assert [{k: getattr(d, k) for k in keys} for d in found] == [{k: e[k] for k in keys} for e in expected]


@pytest.mark.parametrize(("listed", "members"), [
    ("các cấp, các ngành, địa phương", ["các cấp, các ngành, địa phương"]),
    ("các bộ ngành, địa phương", ["các bộ ngành, địa phương"]),
    ("UBND tỉnh, các ngành, các địa phương", ["UBND tỉnh", "các ngành", "các địa phương"]),
    ("các sở, ban, ngành, đoàn thể và UBND các xã", ["các sở, ban, ngành, đoàn thể", "UBND các xã"]),
    ("các ban, ngành, đoàn thể, tổ chức chính trị - xã hội", ["các ban, ngành", "đoàn thể", "tổ chức chính trị - xã hội"]),
    ("các cơ quan thông tấn, báo chí trung ương và địa phương", ["các cơ quan thông tấn, báo chí trung ương và địa phương"]),
    ("các bộ, ngành trung ương và địa phương", ["các bộ, ngành trung ương và địa phương"]),
    ("các đơn vị cấp tỉnh và cấp huyện", ["các đơn vị cấp tỉnh và cấp huyện"]),
    ("Sở Xây dựng, Công Thương, UBND xã Nậm Hăn", ["Sở Xây dựng", "Công Thương", "UBND xã Nậm Hăn"]),
    ("Sở Văn hóa, Thể thao và Du lịch, Báo Sơn Hạ", ["Sở Văn hóa, Thể thao và Du lịch", "Báo Sơn Hạ"]),
    ("các Bộ: Quốc phòng, Công an và Y tế", ["các Bộ: Quốc phòng", "Công an", "Y tế"]),
    ("Chủ tịch Hội đồng thành viên, Tổng giám đốc các Tập đoàn, Tổng công ty nhà nước", ["Chủ tịch Hội đồng thành viên, Tổng giám đốc các Tập đoàn, Tổng công ty nhà nước"]),
    ("Hiệp hội Doanh nghiệp nhỏ và vừa tỉnh, Hội Nhà báo", ["Hiệp hội Doanh nghiệp nhỏ và vừa tỉnh", "Hội Nhà báo"]),
    ("Viện Quy hoạch,Viện Chăn nuôi", ["Viện Quy hoạch", "Viện Chăn nuôi"]),
    ("Ban Tuyên giáo, đội ngũ báo cáo viên các cấp", ["Ban Tuyên giáo", "đội ngũ báo cáo viên các cấp"]),
    ("các ngành chức năng, cơ quan thông tấn, báo chí", ["các ngành chức năng", "cơ quan thông tấn, báo chí"]),
    ("các Vụ, Cục trực thuộc Bộ", ["các Vụ, Cục trực thuộc Bộ"]),
    ("các siêu thị, khu du lịch, khách sạn", ["các siêu thị", "khu du lịch", "khách sạn"]),
    ("Tổng giám đốc Tập đoàn A, Công ty B", ["Tổng giám đốc Tập đoàn A", "Công ty B"]),
    ("đoàn thanh tra cũng như đơn vị được thanh tra", ["đoàn thanh tra", "đơn vị được thanh tra"]),
])
def test_members_of_a_list(listed: str, members: list[str]) -> None:
    assert split_members(listed) == members
