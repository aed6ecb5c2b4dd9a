"""Bylines: who wrote, photographed or first published an article."""
from __future__ import annotations

import regex

_LABEL = regex.compile(r"""^[\W_]*+(?:
      (?i:tin|bài(?:\sviết)?|ảnh|video|clip|đồ\s?họa|phóng\ssự|thực\shiện|trình\sbày|tổng\shợp|biên\ssoạn|biên\stập)
      (?i:\s?(?:,|-|–|/|&|và|\+)?\s?(?:tin|bài(?:\sviết)?|ảnh|video|clip|đồ\s?họa|tổng\shợp|biên\stập)){0,4}\s?[:–-]
    | (?i:tác\sgiả(?:\s(?:bài\sviết|bài|ảnh))?|người\s(?:viết|đăng|đưa\stin|gửi|thực\shiện|cập\snhật)(?:\s(?:bài|tin))?|đăng\sbởi|
      cộng\stác\sviên|ctv|phóng\sviên|pv|bút\sdanh|author|written\sby|by|(?:theo\s)?nguồn(?:\s(?:tin|ảnh|bài|trích|dẫn|bài\sviết)){0,2}|
      dẫn\snguồn|trích\snguồn|sưu\stầm|source|tin\s(?:từ|của)|ban\sbiên\stập|theo\sbáo|theo)\s?[:–-]
    | (?i:theo|nguồn(?:\stừ)?|tin(?:\sảnh|\sbài|\svà\sảnh)?|bài(?:\sảnh|\svà\sảnh)?|ảnh|tổng\shợp(?:\stừ|\stheo)?)\s
      (?=[\p{Lu}\d(“"]|www|http|[\w.-]+\.(?:vn|com|net|org)\b|báo\s|cổng\s|trang\s|website)
    )\s*""", regex.VERBOSE)
_STRONG = regex.compile(r"""^[\W_]*+(?:(?:tin|bài(?:\sviết)?|ảnh|video|clip)(?:\s?(?:,|-|–|/|&|và)?\s?(?:tin|bài(?:\sviết)?|ảnh|video|clip)){0,3}
    |tác\sgiả(?:\s(?:bài\sviết|bài|ảnh))?|(?:theo\s)?nguồn(?:\s(?:tin|ảnh|bài|trích|dẫn|bài\sviết)){0,2}|dẫn\snguồn|đăng\sbởi|ctv|author|source|thực\shiện
    |người\s(?:viết|đăng|đưa\stin|cập\snhật)(?:\s(?:bài|tin))?)\s?:""", regex.VERBOSE | regex.IGNORECASE)
_OFFICE = regex.compile(r"(?:công\schức|chuyên\sviên|cán\sbộ|cộng\stác\sviên|và\s\d)", regex.IGNORECASE)
_PICTURE = regex.compile(r"^[\W_]*+ảnh\b", regex.IGNORECASE)
_SPLIT = regex.compile(r"\s*(?:[;,&|]|\s[-–—]+\s|(?<=\p{Ll})\s?/\s?|\s\+\s|\svà\s|(?<=\p{Ll})[-–](?=\p{Lu}))\s*")
_INNER_LABEL = regex.compile(r"\s*[;,.|-]?\s*\b(?:ảnh|bài|tin|nguồn|video|biên\stập)\s?:\s*", regex.IGNORECASE)
_WORD = r"(?:\p{Lu}\p{Ll}*|\p{Lu}{2,8}|\p{Lu}['’]\p{L}+)"
_NAME = rf"(?:{_WORD}(?:\s{_WORD}){{0,4}}|(?:\p{{Lu}}\.\s?){{1,3}}\p{{Lu}}?\p{{Ll}}{{0,6}})"
_ORIGIN = r"(?:\s?[-–/(]\s?(?:www\.)?[\p{L}\d. -]{2,30}\)?)?"
_SIGNATURE = regex.compile(
    rf"^[\W_]*(?:(?:theo|tổng\shợp|lược\sghi|ghi)\s)?{_NAME}(?:\s?(?:[-–—,;&/+]|\bvà\b)\s?{_NAME}){{0,4}}{_ORIGIN}[\s.)*]*$")
_BODY = regex.compile(r"""^[\W_]*(?:phòng|ban|văn\sphòng|vp|sở|trung\stâm|đài|báo|cổng|tạp\schí|hội\s(?!nghị|thảo|trường|đồng|thi|thao|chợ|đàm)|công\san|đoàn|ubnd|ủy\sban|uỷ\sban|trang|bản\stin|
    ttxvn|vov|vtv|vgp|đảng\s(?:ủy|uỷ|bộ)|chi\s(?:cục|bộ)|cục|vụ|bộ|thông\stấn|liên\sđoàn|mttq|btv|bbt|ctv|pv|thanh\stra|kho\sbạc|huyện\s(?:ủy|uỷ)|
    tổ\s(?:biên\stập|thông\stin)|nhóm\s(?:pv|phóng\sviên))\b""", regex.VERBOSE | regex.IGNORECASE)
_VERB = regex.compile(r"\b(?:là|đã|đang|sẽ|được|bị|tổ\schức|phát\sbiểu|trao|tặng|báo\scáo|triển\skhai|thực\shiện|chủ\strì|cần|phải|có|yêu\scầu|kết\sthúc|diễn\sra|hoàn\sthành|đạt|góp\sphần|nhằm|để|vào|sau|trước|đến|từ|"
                      r"đề\snghị|cho|tại|về|trong|với|khi)\b", regex.IGNORECASE)


def labelled(line: str) -> bool:
    """Whether a line says in words that it is a byline ("Tin, ảnh: …", "Nguồn: …")."""
    if len(line) > 120 or line.rstrip().endswith(("?", "!")) or not _STRONG.match(line):
        return False
    return not _of_picture(line)


def _of_picture(line: str) -> bool:
    """"Ảnh: Quang cảnh buổi lễ" tells of the picture, not of who took it."""
    rest = _LABEL.sub("", line, count=1)
    return _PICTURE.match(line) is not None and not _SIGNATURE.match(rest) and "." not in rest


def signed(line: str) -> bool:
    """Whether a line that follows an article's text can be its signature or source: a name or
    two, initials, an office, "Theo …". At most 90 characters and no sentence."""
    if not 1 < len(line) <= 90 or line.rstrip()[-1:] in "?!…;":
        return False
    if _LABEL.match(line):
        return labelled(line) or not _VERB.search(_LABEL.sub("", line, count=1)) and not _of_picture(line)
    if _SIGNATURE.match(line) and len(line) <= 60:
        # one short word is a pen name only in capitals ("VT"), else a column's head ("Stt")
        word = line.strip(" .*()")
        return len(word) > 3 or not word.isalpha() or word.isupper()
    return _BODY.match(line) is not None and not _VERB.search(line) and line.rstrip()[-1] not in ".:;!?…"


def names(line: str) -> list[str]:
    """The names in a byline, without labels and signs."""
    rest = _LABEL.sub("", line.strip(), count=1)
    out: list[str] = []
    for part in _INNER_LABEL.split(rest):
        keep_whole = _BODY.match(part) is not None
        for name in [part] if keep_whole else _SPLIT.split(part):
            name = name.strip(" \t.,;:[]*_-–—\"“”/|").removeprefix("(")
            name = name if "(" in name else name.rstrip(")")
            if len(name) > 1 and name not in out:
                out.append(name)
    # "Sơn Mai, Công chức Văn hóa" names one person and what she is
    return [n for n in out if not _OFFICE.match(n)] or out
