"""Persons and posts in the text: marked-up sentences, positives and negatives."""
from __future__ import annotations

import regex
import pytest

from pipeline.article import Article, Context, Entity, Line
from pipeline.recognise import merge, recognise
from pipeline.segment import segment
from pipeline.vocabulary import compile_forms, entries

MARK = regex.compile(r"<(?P<tag>P|T)>(?P<inner>.*?)</(?P=tag)>")
LABEL = {"P": "PERSON", "T": "POST"}


def context(text: str) -> Context:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(at, at + len(line), "body"))
        at += len(line) + 1
    ctx = segment(Article(text=text, lines=lines, published="2023-08-01"))
    recognise(ctx)
    return ctx


def unmark(marked: str) -> tuple[str, set[tuple[str, str]]]:
    """The plain sentence and its marked names as (label, text)."""
    assert marked.count("<P>") == marked.count("</P>")
    assert marked.count("<T>") == marked.count("</T>")
    wanted = {(LABEL[m["tag"]], m["inner"]) for m in MARK.finditer(marked)}
    return MARK.sub(lambda m: m["inner"], marked), wanted


@pytest.mark.parametrize("marked", [
    # honorifics, ranks, degrees
    "Ông <P>Lã Khắc Duy</P> và bà <P>Đàm Thị Thu Quế</P> cùng dự.",
    "Đ/c <P>Bế Xuân Hợp</P> nêu ý kiến.",
    "Thượng tá <P>Sầm Quốc Tiệp</P> thông tin thêm.",
    "PGS.TS. <P>Phí Quỳnh Lưu</P> trình bày tham luận.",
    "Theo bà <P>Quế</P>, việc này đã xong.",
    # a post before the name, with a place between
    "<T>Chủ tịch UBND huyện</T> <P>Trịnh Khắc Duy</P> đề nghị các xã vào cuộc.",
    "<T>Chủ tịch UBND tỉnh</T> <P>Dương Thành Khuê</P> chủ trì phiên họp.",
    "<T>Bí thư Huyện ủy Bình Chánh</T> <P>Lê Khắc Vinh</P> phát biểu.",
    "<T>Giám đốc Sở Y tế Hà Nội</T> <P>Nguyễn Lữ Hoài</P> báo cáo.",
    "<T>Giám đốc Sở Nông nghiệp và Phát triển nông thôn</T> <P>Trần Khắc Điệp</P> thừa nhận thiếu sót.",
    "<T>Phó Thống đốc Ngân hàng Nhà nước Việt Nam</T> <P>Nguyễn Lã Tiến</P> cho biết.",
    "<T>Giám đốc Sở Văn hóa, Thể thao và Du lịch</T> <P>Vũ Khắc Bình</P> đã ký văn bản.",
    "<T>Giám đốc Sở Lao động - Thương binh và Xã hội (LĐTB&XH)</T> <P>Phan Quỳnh Chi</P> khai mạc.",
    "<T>Bí thư Đảng ủy Khối</T> <P>Vi Đình Khuê</P> kết luận.",
    "<T>Tổng Bí thư</T> <P>Bế Lâm</P> phát biểu - Ảnh: Kim Ngân\nÔng <P>Bế Lâm</P> dự.",
    # posts that end before what is done, and with the sentence even where no blank follows it
    "Người ký là <T>Bộ trưởng Tài chính</T> dùng con dấu của Bộ Tài chính.Bộ Tài chính trực.",
    "Văn bản do <T>Giám đốc Sở Xây dựng</T>.Sở Xây dựng lưu hồ sơ.",
    # a task force's name goes on after a comma
    "Ông <P>Lã Khắc Duy</P>, <T>Trưởng Ban Chỉ đạo các công trình, dự án quan trọng quốc gia lĩnh vực năng lượng</T>, chủ trì.",
    "Ông <P>Lê Hữu Khuê</P>, <T>Trưởng Công an huyện</T> ôn lại truyền thống; <T>Hiệu trưởng các trường trên địa bàn huyện</T> vận động học sinh.",
    "<T>Chủ tịch UBND tỉnh</T> địa phương đó giải trình; <T>Chủ tịch UBND các huyện biên giới</T> chủ động.",
    "Báo cáo <T>Bộ trưởng</T> chậm nhất ngày 30/7; <T>Thủ trưởng các cơ quan, đơn vị</T> nghiêm túc thực hiện.",
    "Trình <T>Thủ tướng Chính phủ</T> phương án điều chuyển vốn.",
    "<T>Đại biểu HĐND tỉnh</T> giám sát chặt chẽ; <T>Thủ tướng</T> thẳng thắn chỉ ra.",
    "<T>Chủ tịch Ủy ban nhân dân tỉnh, thành phố trực thuộc Trung ương</T> chịu trách nhiệm.",
    "<T>Chủ tịch Hội đồng quản lý quỹ</T> và <T>Trưởng Đoàn giám sát</T> cùng dự.",
    "Cảm ơn ngài <T>Đại sứ</T> và Đại sứ quán Phần Lan.",
    "Ông <P>Trần Văn Khuê</P>, <T>Phó vụ trưởng Vụ Học sinh, sinh viên</T>.",
    "Bà <P>Vì Thị Ón</P>, PGS.TS <P>Từ Hữu Khảm</P> đến từ sớm; bà Từ ngày 5/6 nghỉ.",
    "Quyết định của <T>Viện trưởng VKSND tối cao</T> về ông <P>Tán Khắc Huy</P>, <T>Trưởng phòng 2</T>.",
    # neither a place nor a school's patron is a person
    "Tuyến đường sắt đô thị Đà Nẵng Quảng Nam do Chi bộ Trường Chính trị Hoàng Văn Thụ giám sát.",
    # a post behind the name
    "Ông <P>Y Bhăm Niê</P>, <T>Phó Trưởng Phòng Dân tộc huyện</T> cho rằng nên sớm làm.",
    "<P>K'Brơi</P> – <T>Phó Chủ tịch HĐND tỉnh</T> dự buổi lễ.",
    "Bà <P>Hà Tú Linh</P> - <T>Phó Giám đốc Sở Nội vụ</T> kiêm <T>Trưởng Ban Thi đua - Khen thưởng</T> báo cáo.",
    "Ông <P>Lò Văn Pẩu</P>, <T>Cục trưởng Cục Chăn nuôi, Bộ Nông nghiệp</T> lưu ý.",
    "Ông <P>Cáp Văn Mười</P> - <T>nguyên Hiệu trưởng Trường THPT Nguyễn Trãi</T> bị nhắc nhở.",
    "Bà <P>Lương Thị Ánh</P>, <T>Tổng Giám đốc Công ty CP Hạ tầng Bạch Đằng Xanh</T> kiến nghị.",
    # where a post ends
    "<T>Chủ tịch UBND xã</T> đã giao công an nắm địa bàn.",
    "<T>Bộ trưởng Bộ Giáo dục và Đào tạo</T> yêu cầu các trường rà soát.",
    "<T>Trưởng Ban Chỉ đạo cải cách hành chính</T> chủ trì cuộc họp.",
    "<T>Chủ tịch UBND các xã, thị trấn</T> chịu trách nhiệm.",
    "<T>Thủ tướng Chính phủ</T> những ngày qua đã đi nhiều nơi.",
    "Ông <P>Lò Văn Pẩu</P>, <T>Phó Chi cục trưởng</T>, <T>phụ trách Chi cục Kiểm lâm</T> cho biết.",
    "Đồng chí <P>Lò Văn Pẩu</P> - <T>TUV</T> – <T>PCT UBND huyện</T> dự họp.",
    "<T>Trưởng Ban Chỉ đạo Trung ương về phòng, chống thiên tai</T> yêu cầu trực ban.",
    "<T>Trưởng Ban Chỉ đạo</T> về dự lễ.",
    "<T>Trưởng ban Kinh tế - Ngân sách HĐND tỉnh</T> <P>Võ Thị Tám</P> nêu ý kiến.",
    "Bà <P>Rơ Châm H'Yéo</P>, <T>Chủ nhiệm UBKT Đảng ủy</T> dự.",
    # foreign guests
    "<T>Chủ tịch Quốc hội Campuchia</T> <P>Sok Sophea</P> thăm tỉnh.",
    "<T>Đại sứ Nhật Bản tại Việt Nam</T> <P>Sato Kenji</P> thăm tỉnh.",
    "Bà <P>Maria Kowalska</P>, <T>Giám đốc Ban Hợp tác</T> cảm ơn tỉnh.",
])
def test_marked(marked):
    text, wanted = unmark(marked)
    found = {(e.label, text[e.start:e.end]) for e in context(text).entities if e.label in ("PERSON", "POST")}
    assert found == wanted


@pytest.mark.parametrize("text", [
    "Đoàn đến xã Nguyễn Huân và thị trấn Trần Văn Thời.",
    "Học sinh Trường THPT Lương Thế Vinh dự lễ.",
    "Tuyến đường Lê Lợi đã thông xe.",
    "Trao Giải thưởng Lương Định Của năm nay.",
    "Học tập tư tưởng Hồ Chí Minh.",
    "Thành phố Hồ Chí Minh và tỉnh Bà Rịa - Vũng Tàu ký kết.",
    "Nhà máy tại cụm Lê Minh Xuân tạm dừng.",
    "Quang cảnh hội nghị. Ảnh: Đức Anh",
    "Giờ học tiếng Anh. Trường có 20 lớp.",
    "Đoàn Đại biểu Quốc hội tỉnh giám sát.",
    "Kinh tế tăng trưởng ổn định, ứng phó tốt với thiên tai.",
    "Các đồng chí Lãnh đạo huyện tham quan.",
    "Phụng dưỡng Bà Mẹ Việt Nam anh hùng.",
])
def test_no_person(text):
    assert [text[e.start:e.end] for e in context(text).entities if e.label == "PERSON"] == []


def test_lines_do_not_join():
    assert not [e for e in context("Nội dung chính\nỦy ban họp.").entities if e.label == "POST"]


def test_list_of_names_after_a_shared_post():
    text = "Tham dự có các Thứ trưởng: Vũ Khắc Thắng, Cao Huy, Nguyễn Thị Hạ, Lê Quỳnh Thanh; đại diện các vụ."
    names = [text[e.start:e.end] for e in context(text).entities if e.label == "PERSON"]
    assert names == ["Vũ Khắc Thắng", "Cao Huy", "Nguyễn Thị Hạ", "Lê Quỳnh Thanh"]


def spans(text: str, *pieces: str, label: str) -> list[Entity]:
    return [Entity(text.index(p), text.index(p) + len(p), label, "test") for p in pieces]


@pytest.mark.parametrize(("text", "post", "body", "merged"), [
    ("Thủ trưởng các sở, ban, ngành họp", "Thủ trưởng các sở", "các sở, ban, ngành", ["Thủ trưởng các sở, ban, ngành"]),
    ("Giám đốc Sở Y tế họp", "Giám đốc Sở Y tế", "Sở Y tế", ["Giám đốc Sở Y tế"]),
    ("Trưởng Phòng Nông nghiệp - PTNT huyện họp", "Trưởng Phòng Nông nghiệp", "Phòng Nông nghiệp - PTNT huyện", ["Trưởng Phòng Nông nghiệp - PTNT huyện"]),
    ("Chủ tịch UBND xã Ba Vì, xã đã họp", "Chủ tịch UBND xã Ba Vì", "UBND xã Ba Vì, xã", ["Chủ tịch UBND xã Ba Vì"]),
])
def test_merge_post_and_body(text, post, body, merged):
    out = merge(text, spans(text, post, label="POST"), spans(text, body, label="ORG"))
    assert [text[e.start:e.end] for e in out] == merged


def test_merge_person_beats_body_and_longer_body_wins():
    text = "Công ty Lã Khắc Duy và Sở Y tế tỉnh Bắc Ninh"
    person = spans(text, "Lã Khắc Duy", label="PERSON")
    assert merge(text, person, spans(text, "Công ty Lã Khắc", label="ORG")) == person
    longer = spans(text, "Sở Y tế tỉnh Bắc Ninh", label="ORG")
    assert merge(text, [], [*spans(text, "Sở Y tế tỉnh", label="ORG"), *longer]) == longer


def test_entities_do_not_overlap():
    ctx = context("Chủ tịch UBND huyện Trịnh Khắc Duy, Trưởng Ban Chỉ đạo huyện giao Phòng Nội vụ tham mưu.")
    assert all(a.end <= b.start for a, b in zip(ctx.entities, ctx.entities[1:]))
    assert any(e.label == "PERSON" and ctx.text[e.start:e.end] == "Trịnh Khắc Duy" for e in ctx.entities)


@pytest.mark.parametrize("text", ["", "   ", "A", "Ông", "Ông ", "đồng chí:", "Chủ tịch", "Chủ tịch " * 300, "Nguyễn " * 400,
                                  "ông bà " * 300, "Trưởng phó " * 200, "Bộ trưởng, " * 200, "(" * 500, "UBND, HĐND " * 300])
def test_odd_input(text):
    recognise(segment(Article(text=text, lines=[Line(0, len(text), "body")] if text else [])))


@pytest.mark.parametrize("name", ["honorifics", "surnames", "meetings"])
def test_examples_hold_a_form(name):
    for entry in entries(name):
        assert compile_forms(name, entry.id).search(entry.example), (name, entry.id)


@pytest.mark.parametrize("text, bodies", [
    ("Hôm nay, UBND phường Lại Thị Mộng Khuê đã ký.", ["UBND phường"]),  # the name is no place's
    ("Từ Ban Việt kiều Trung ương đến nay.", ["Ban Việt kiều Trung ương"]),  # a word is not cut in two
    ("Ban Chỉ đạo T.Ư về tổng kết Nghị quyết 18 họp.", ["Ban Chỉ đạo T.Ư về tổng kết Nghị quyết"]),
])
def test_bodies_beside_names_and_words(text, bodies):
    ctx = context(text)
    assert [ctx.text[e.start:e.end] for e in ctx.entities if e.label == "ORG"] == bodies
