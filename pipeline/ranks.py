"""Who may tell whom: nobody directs upward."""
from __future__ import annotations

import regex

from pipeline.article import Context
from pipeline.speakers import level_of

# Those above, named by their kind alone: «đề nghị tỉnh …», «kiến nghị ngành …» comes from below.
_SUPERIOR = regex.compile(r"(?:tỉnh|thành\s+phố|huyện|quận|ngành|bộ|cấp\s+trên|hội\s+cấp\s+trên|trung\s+ương|nhà\s+nước)(?:\s+(?:sớm|có|quan|cần|xem))?$", regex.IGNORECASE)
_NOBODYS_SUPERIOR = regex.compile(r"(?:các\s+)?(?:công\s+ty|tổng\s+công\s+ty|tập\s+đoàn|doanh\s+nghiệp|ngân\s+hàng\s+(?!nhà\s+nước)|trường|bệnh\s+viện|báo|đài|hội|hiệp\s+hội|hợp\s+tác\s+xã|bưu\s+điện|điện\s+lực|nhà\s+thầu|chủ\s+đầu\s+tư)(?![\w])", regex.IGNORECASE)
_OVERSEES = regex.compile(r"(?:Kiểm\s+toán|KTNN|Thanh\s+tra|Đoàn\s+(?:kiểm\s+toán|thanh\s+tra|kiểm\s+tra|giám\s+sát)|(?:Ủy|Uỷ)\s+ban\s+Kiểm\s+tra|UBKT|Viện\s+[Kk]iểm\s+sát)(?![\w])")  # whose proposals are to be carried out
# Those who speak for a trade, a firm or a paper: what they ask of the state is a proposal.
_NO_AUTHORITY = regex.compile(r"(?:(?:Chủ\s+tịch|Phó\s+Chủ\s+tịch|Tổng\s+[Tt]hư\s+ký|Giám\s+đốc|Tổng\s+[Gg]iám\s+đốc|Phó\s+Tổng\s+[Gg]iám\s+đốc|Phó\s+Giám\s+đốc|Đại\s+diện)\s+)?(?:HĐQT\s+|HĐTV\s+)?"
                              r"(?:Hiệp\s+hội|Liên\s+hiệp|Câu\s+lạc\s+bộ|(?:Tổng\s+)?Công\s+ty|Tập\s+đoàn|Doanh\s+nghiệp|HTX|Hợp\s+tác\s+xã|Ngân\s+hàng\s+(?:TMCP|[Tt]hương\s+mại)|Báo|Tạp\s+chí)(?![\w])")
_STATE = regex.compile(r"(?:các\s+)?(?:UBND|Ủy\s+ban|Uỷ\s+ban|HĐND|Quốc\s+hội|Chính\s+phủ|Thủ\s+tướng|Bộ|Sở|Ban\s+Quản\s+lý|Nhà\s+nước|chính\s+quyền|cơ\s+quan\s+(?:chức\s+năng|quản\s+lý|nhà\s+nước)|ngành\s+chức\s+năng|tỉnh|thành\s+phố|huyện|TP|địa\s+phương)(?![\w])", regex.IGNORECASE)
QUALIFIED = regex.compile(r"\s(?:đã|được|trong|theo|tại|có|do|thuộc)\s")  # «các bộ được giao nhiệm vụ tại Nghị quyết của Chính phủ»


def may_tell(ctx: Context, issuer: str | None, names: list[str], kind: str = "order", trigger: str = "") -> bool:
    """Whether ``issuer`` may tell ``names`` with this force: a request to a higher level is a proposal."""
    if not names and kind == "request" and issuer and _below_the_chair(ctx, issuer):
        return False
    if not names or _NOBODYS_SUPERIOR.match(names[0]):
        return True
    if kind == "request" and _STATE.match(names[0]) and _NO_AUTHORITY.match(post_of(ctx, issuer) if issuer else ""):
        return False
    theirs = min((n for name in names if (n := level_of(QUALIFIED.split(name)[0])) is not None), default=None)  # one above among many told is told with them
    mine = level_of(post_of(ctx, issuer)) if issuer else None
    if len(names) > 1 and (kind == "order" or (mine or 0) >= 3) and any(level_of(name) is None for name in names):
        theirs = None  # «Quốc hội, …, các tổ chức chính trị - xã hội tăng cường giám sát»: those told with them have no rank
    chairs = {c.name for m in ctx.meetings for c in m.chairs}
    if kind == "request" and issuer not in chairs and not _OVERSEES.match(issuer or "") and (_SUPERIOR.match(names[0]) or chairs and trigger in ("kiến nghị", "mong", "mong muốn")):
        return False
    if not issuer:
        return kind != "request" or theirs is None or theirs < 3
    return mine is None or theirs is None or mine >= theirs or mine == 5


def _below_the_chair(ctx: Context, issuer: str) -> bool:
    """Whether somebody of a higher level presides, so that a request to nobody in particular goes upward."""
    mine = level_of(post_of(ctx, issuer))
    chairs = [level_of(c.title or c.name) for m in ctx.meetings for c in m.chairs]
    return mine is not None and issuer not in {c.name for m in ctx.meetings for c in m.chairs} and any(c is not None and c > mine for c in chairs)


def post_of(ctx: Context, issuer: str) -> str:
    """The post of a person of the article, else the name itself."""
    return next((p.title or p.name for p in ctx.people if p.name == issuer), issuer)
