"""Page source → blocks: what begins one, what is told of it, and what no markup may break."""
from __future__ import annotations

import pytest

from pipeline.blocks import Block, read_page


def blocks(source: str, **limits: int) -> list[Block]:
    return read_page(source, **limits).blocks


def texts(source: str, **limits: int) -> list[str]:
    return [b.text.text for b in blocks(source, **limits)]


def hints(source: str) -> list[str]:
    return [b.hint for b in blocks(source)]


@pytest.mark.parametrize(("source", "wanted"), [
    ("<p>Một <b>hai</b><br>ba", ["Một hai", "ba"]),
    ("<p>một<p>hai<div>ba</div>bốn", ["một", "hai", "ba", "bốn"]),
    ("<ul><li>một<li>hai</ul>", ["một", "hai"]),
    ("<table><tr><td>một<td>hai<tr><td>ba</table>", ["một", "hai", "ba"]),
    ("<div hidden>một</div><p style='x: y; display: none'>hai</p><p>ba</p>", ["ba"]),
    ("<p>một<!-- hai --><!-->ba<?php bốn ?></p>", ["mộtba"]),
    ("một<script>var a = '<p>hai</p>'</script><style>p{}</style>ba", ["mộtba"]),
    ("<select><option>một</select><p>hai", ["hai"]),
    ("<title>Một</title><body><p>hai", ["hai"]),
    ("một < hai <b>ba", ["một < hai ba"]),
    ("<p>một<svg> hai<p>ba", ["một hai", "ba"]),  # what never ends hides nothing
    ("<p>một<script>hai<p>ba", ["một"]),  # but a script all
])
def test_what_is_a_block(source, wanted):
    assert texts(source) == wanted


def test_every_character_stands_where_its_origin_says():
    source = "<p class='x'>Sáng &amp; <b>chiều</b>&nbsp;12/5</p>"
    block, = blocks(source)
    assert block.text.text == "Sáng & chiều 12/5"
    assert [source[i] for i in block.text.origins] == list("Sáng & chiều") + ["&"] + list("12/5")


def test_an_end_tag_closes_its_own_box_and_no_other():
    nested = "<ul class='menu'><li>một<ul><li>hai</ul><li>ba</ul><p>bốn"
    assert [bool(b.furniture) for b in blocks(nested)] == [True, True, True, False]
    outer, inner, rest = blocks("<ul><li>một<ol><li>hai</ol>ba</ul>")
    assert outer.container == rest.container != inner.container, "an item ends items of its own list only"
    first, second = blocks("<table><tr><td>một<table><tr><td>hai</table></table>")
    assert first.row != second.row
    assert [b.row > 0 for b in blocks("<table><tr><td>một<p>x<td>hai</table>ba")] == [True, True, True, False]


def test_links_are_counted_once_and_end():
    link, after = blocks("<p><a href=x>một <a href=y>hai</a></p><p>ba</p>")  # the second <a> ends the first
    assert link.link > 0.8 and after.link == 0
    half, = blocks("<p><a href=x>một</a> hai</p>")
    assert 0.3 < half.link < 0.7
    mixed, = blocks("<a href=x>một <a href=y>hai</a> năm")
    assert 0.5 < mixed.link < 0.7


@pytest.mark.parametrize(("source", "bold"), [("<p><b>Chỉ đạo điều hành</b>.", True), ("<p><strong>Chỉ</strong> <b>đạo</b>", True),
                                              ("<p><b>Ông An</b> phát biểu", False), ("<p>thường", False)])
def test_bold_is_all_but_a_sign(source, bold):
    assert [b.bold for b in blocks(source)] == [bold]


def test_nine_letters_in_ten_are_bold():
    assert [b.bold for b in blocks("<p><b>aaaaaaaaa</b>b<p><b>aaaaaaaa</b>bb")] == [True, False]


def test_a_class_speaks_for_its_element_and_two_below():
    assert hints("<div class=title>a</div><div class=title><h1>b</h1></div><div class=title><div><h1>c</h1></div></div>") == ["title"] * 3
    assert hints("<div class=title><div><div><p>d</p></div></div></div>") == [""]
    assert hints("<div class='post-time'>a</div><figure><figcaption>b</figcaption></figure><p id=sapo>c") == ["date", "caption", "lead"]


def test_text_after_a_picture_is_told_once():
    told = [b.after_image for b in blocks("<p>một</p><div><img src=x><p>hai</p><p>ba</p></div>")]
    assert told == [False, True, False]
    assert [b.after_image for b in blocks("<figure><img src=x></figure><p>hai</p>")] == [False], "a figure's picture is its own"
    assert [b.after_image for b in blocks("<table><tr><td><img src=x></td></tr><tr><td>hai</td></tr></table>")] == [True], "captions stand in the next cell"
    assert [b.after_image for b in blocks("<p>một <img src=icon> hai</p><p>ba</p>")] == [False, False], "an icon among words is no picture"


def test_what_a_block_and_a_page_may_hold():
    page = read_page("<p>" + "a" * 50 + "</p><p>b</p>", most=49)
    assert ([b.text.text for b in page.blocks], page.longest) == (["b"], 50)
    assert texts("<p>" + "a" * 30 + "<b>" + "a" * 30 + "</b></p><p>b</p>", most=49) == ["b"], "nor its beginning"
    assert len(blocks("<p>a" * 10, blocks=3)) == 4, "and one more, by which the reader of the page knows"


def test_names_in_an_attribute_of_any_length_but_a_long_one_is_data():
    assert hints(f"<p data-x='{'a' * 300}' class=caption>b") == ["caption"]
    assert hints(f"<p data-x='{'a' * 30_000}' class=caption>b") == [""]


def test_quotes_that_never_close_cost_no_text():
    assert texts('<p title="một > hai">ba</p>') == ["ba"]
    source = '<p>một</p><a href="x>hai</a><p>ba</p>'
    assert texts(source)[-1] == "ba"
    many = '<i x="' * 100 + "<p>cuối</p>"
    assert texts(many)[-1] == "cuối"


def test_what_the_page_says_of_itself():
    page = read_page("""<title> Một &amp;
        hai </title><meta property="OG:Title" content="ba"><meta name=pubdate content=2023-06-15><time datetime="2023-06-16">x</time>
        <script type="application/ld+json">{"a": 1}</script>""")
    assert (page.title, page.meta, page.times, page.linked_data) == ("Một & hai", {"og:title": "ba", "pubdate": "2023-06-15"}, ["2023-06-16"], ['{"a": 1}'])
