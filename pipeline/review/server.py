"""The web around the desk: pages, a small JSON interface, and what keeps strangers out.

Nothing that a browser sends becomes a path or markup: articles are named by a key looked up among
the records, static files are read once at the start, templates escape, and the page's scripts
write text only as text.
"""
from __future__ import annotations

import hmac
import json
import os
import unicodedata
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

import uvicorn
import yaml
from filelock import Timeout
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.article import Source
from pipeline.corrections import LISTS, Store
from pipeline.records import Record
from pipeline.review.desk import Desk, Refused, Stale, Stroke
from pipeline.review.reading import closed_values
from pipeline.revise import LINE_KINDS, digest

Endpoint = Callable[[Request], Awaitable[Response]]

HERE = Path(__file__).parent
# A stroke that accepts 2,000 entries takes 300 KB.
MAX_BODY = 1_000_000
STATES = ("new", "started", "done")
PAGE_SIZE = 50  # articles on a page of the queue
REMEMBERED = 365 * 24 * 3600  # seconds that a browser keeps an annotator's name; a token goes when it is closed
LEAST_TOKEN = 16  # characters: beyond what can be guessed over a network
LOCAL = ("127.0.0.1", "localhost", "[::1]")
HEADERS = [(k.encode(), v.encode()) for k, v in {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                               "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin", "cache-control": "no-store"}.items()]
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


class Guard:
    """Refuses requests for other hosts (DNS rebinding) and from other origins (forged requests),
    and large bodies; puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
            await send(message)

        refused = self._refused(scope)
        await (Response(refused[1], refused[0], media_type="text/plain") if refused else self.app)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        if host not in self.hosts:
            return 421, "unknown host"
        if scope["method"] not in ("GET", "HEAD"):
            if headers.get(b"origin", b"").decode("latin-1") not in (f"http://{host}", f"https://{host}"):
                return 403, "not from this page"
            length = headers.get(b"content-length", b"")
            if not length.isdigit() or int(length) > MAX_BODY:
                return 413, "too large"
        elif headers.get(b"sec-fetch-site", b"none") not in (b"none", b"same-origin") and scope["path"].startswith("/api/"):
            return 403, "not from this page"
        return None


def make_app(records: Path, corrections: Path, *, hosts: frozenset[str], token: str | None = None) -> ASGIApp:
    """The page for a records file. ``hosts``: what the Host header may be, with the port. With
    ``token``, who does not give it sees nothing. Raises ``OSError``, ``ValueError`` for files that are
    not what they should be."""
    desk = Desk(records, Store(corrections), analyse=_analyse)
    return Guard(_Site(desk, token).app(), hosts)


def _analyse(source: Source) -> Record:
    from pipeline.run import analyse  # the language models load here

    return analyse(source)


class _Site:
    """The routes, what annotators see of the desk, and who they are."""

    def __init__(self, desk: Desk, token: str | None) -> None:
        self.desk, self.token = desk, token
        self.static = {p.name: (p.read_bytes(), _TYPES[p.suffix]) for p in (HERE / "static").iterdir() if p.suffix in _TYPES}
        texts = yaml.safe_load((HERE / "texts.yaml").read_text("utf-8"))
        self.texts = {lang: {k: v[lang] for k, v in texts.items()} for lang in ("vi", "en")}
        self.choices = closed_values()
        self.templates = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
                                     trim_blocks=True, lstrip_blocks=True)

    def app(self) -> Starlette:
        return Starlette(routes=[
            Route("/", self.page(self.queue)), Route("/who", self.who, methods=["GET", "POST"]),
            Route("/static/{name}", self.file), Route("/article/{key}", self.page(self.article)),
            Route("/api/{key}", self.api(lambda key, who, _: self.desk.view(key, who, text=True))),
            Route("/api/{key}/version", self.api(lambda key, who, _: {"version": self.desk.version(key, who)})),
            Route("/api/{key}/page", self.api(lambda key, who, _: self.desk.page(key, who))),
            Route("/api/{key}/do", self.api(lambda key, who, body: self.desk.do(key, who, Stroke.model_validate(body))), methods=["POST"]),
            Route("/api/{key}/undo", self.api(self._undo), methods=["POST"]),
            Route("/api/{key}/read", self.api(lambda key, who, body: self.desk.read(key, who, str(body.get("row")))), methods=["POST"]),
        ])

    # -------------------------------------------------------------- who

    def _who(self, request: Request) -> str | None:
        if self.token and not hmac.compare_digest(request.cookies.get("review_token", "").encode(), digest(self.token).encode()):
            return None
        return _name(unquote(request.cookies.get("review_who", "")))

    async def who(self, request: Request) -> Response:
        lang = self._lang(request)
        wrong = False
        if request.method == "POST":
            form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), max_num_fields=10))
            name = _name(form.get("name", ""))
            lang = form.get("lang") if form.get("lang") in self.texts else lang
            known = not self.token or hmac.compare_digest(form.get("token", "").encode(), self.token.encode())
            if name and known:
                answer = RedirectResponse("/", 303)
                for key, value in (("review_who", quote(name)), ("review_lang", lang), ("review_token", self.token and digest(self.token))):
                    if value:
                        answer.set_cookie(key, value, httponly=True, samesite="strict", max_age=None if key == "review_token" else REMEMBERED)
                return answer
            wrong = True
        return self._html("who.html", lang, 403 if wrong else 200, wrong=wrong, name=_name(unquote(request.cookies.get("review_who", ""))) or "",
                          needs_token=bool(self.token))

    def _lang(self, request: Request) -> str:
        asked = request.query_params.get("lang") or request.cookies.get("review_lang")
        return asked if asked in self.texts else "vi"

    # -------------------------------------------------------------- pages

    def page(self, show: Callable[[Request, str], Response]) -> Endpoint:
        """A page that only annotators see: ``show`` gets the request and their name."""
        async def endpoint(request: Request) -> Response:
            who = self._who(request)
            if who is None:
                return RedirectResponse("/who", 303)
            return await run_in_threadpool(show, request, who)
        return endpoint

    def queue(self, request: Request, who: str) -> Response:
        asked = {k: request.query_params.get(k, "") for k in ("field", "portal", "state")}
        asked["field"] = asked["field"] if asked["field"] in LISTS else ""
        asked["state"] = asked["state"] if asked["state"] in STATES else ""
        self.desk.store.refresh()
        rows = self.desk.queue(who, **asked)
        number = request.query_params.get("page", "1")
        page = min(max(1, int(number) if number.isdecimal() and len(number) < 7 else 1), max(1, -(-len(rows) // PAGE_SIZE)))
        every = self.desk.queue(who) if any(asked.values()) else rows
        judged = sum(sum(s.counts.values()) - min(sum(left.values()), sum(s.counts.values())) for s, _, left in every)
        return self._html("queue.html", self._lang(request), who=who, asked=asked, lists=LISTS, states=STATES,
                          portals=sorted({s.portal for s, _, _ in every}), page=page, pages=max(1, -(-len(rows) // PAGE_SIZE)), found=len(rows),
                          rows=rows[(page - 1) * PAGE_SIZE:page * PAGE_SIZE], total=len(every), done=sum(how == "done" for _, how, _ in every),
                          judged=judged, entries=sum(sum(s.counts.values()) for s, _, _ in every), bad=[str(b) for b in self.desk.store.bad],
                          link=lambda **more: "/?" + urlencode({k: v for k, v in {**asked, **more}.items() if v}))

    def article(self, request: Request, who: str) -> Response:
        key = request.path_params["key"]
        if key not in self.desk.summaries:
            return HTMLResponse("no such article", 404)
        asked = {k: request.query_params.get(k, "") for k in ("field", "portal", "state")}
        keys = [s.key for s, how, _ in self.desk.queue(who, **asked) if how != "done" or s.key == key]
        at = keys.index(key) if key in keys else -1
        query = urlencode({k: v for k, v in asked.items() if v})
        link = lambda i: f"/article/{keys[i]}" + (f"?{query}" if query else "") if 0 <= i < len(keys) else ""  # noqa: E731
        lang = self._lang(request)
        return self._html("article.html", lang, who=who, key=key, summary=self.desk.summaries[key], before=link(at - 1) if at > 0 else "",
                          after=link(at + 1), queue="/?" + query,
                          config=json.dumps({"key": key, "lists": LISTS, "choices": self.choices, "kinds": LINE_KINDS, "lang": lang,
                                             "texts": self.texts[lang]}, ensure_ascii=False))

    def _html(self, template: str, lang: str, status: int = 200, **values: Any) -> Response:
        t = self.texts[lang]
        return HTMLResponse(self.templates.get_template(template).render(t=t, lang=lang, who=values.pop("who", ""), **values), status)

    async def file(self, request: Request) -> Response:
        found = self.static.get(request.path_params["name"])
        return Response(found[0], media_type=found[1]) if found else Response("no such file", 404, media_type="text/plain")

    # -------------------------------------------------------------- interface

    def api(self, act: Callable[[str, str, dict[str, Any]], dict[str, Any]]) -> Endpoint:
        """A call of the page's scripts: ``act`` gets the article's key, the annotator's name and the body,
        and gives the answer. What it raises becomes a status and a message."""
        async def endpoint(request: Request) -> Response:
            who = self._who(request)
            if who is None:
                return JSONResponse({"error": "who"}, 401)
            try:
                body = json.loads(await request.body()) if request.method == "POST" else {}
                if not isinstance(body, dict):
                    raise ValueError("an object is needed")
                return JSONResponse(await run_in_threadpool(act, request.path_params["key"], who, body))
            except KeyError:
                return JSONResponse({"error": "no such article"}, 404)
            except Stale:
                return JSONResponse({"error": "stale"}, 409)
            except (ValidationError, Refused, ValueError, RecursionError) as e:
                return JSONResponse({"error": str(e)[:500]}, 422)
            except (OSError, Timeout) as e:  # a full disk, a lock that is not let go
                return JSONResponse({"error": f"not kept: {e}"[:500]}, 503)
        return endpoint

    def _undo(self, key: str, who: str, body: dict[str, Any]) -> dict[str, Any]:
        return self.desk.undo(key, who, str(body.get("id")), forth=body.get("forth") is True)


def _name(raw: str) -> str | None:
    """An annotator's name as typed, without characters that print nothing; None for no name."""
    name = " ".join("".join(c for c in unicodedata.normalize("NFC", raw) if c.isprintable()).split())
    return name if 0 < len(name) <= 80 else None


def serve(records: Path, corrections: Path, *, host: str = "127.0.0.1", port: int = 8765, names: tuple[str, ...] = ()) -> None:
    """Serve until stopped. ``names``: other names by which browsers reach this machine. Beyond this
    machine only with a token, which the environment gives in REVIEW_TOKEN. Raises ``ValueError``
    where it is missing or short."""
    token = os.environ.get("REVIEW_TOKEN") or None
    if host not in ("127.0.0.1", "localhost", "::1") and not token:
        raise ValueError("other machines are let in only with a token: set REVIEW_TOKEN")
    if token and len(token) < LEAST_TOKEN:
        raise ValueError(f"REVIEW_TOKEN is too short; give {LEAST_TOKEN} characters or more")
    # behind a proxy on the usual port, browsers name it without the port
    allowed = frozenset([*names, *(f"{name}:{port}" for name in (*LOCAL, *names, *([host] if host not in ("0.0.0.0", "::") else [])))])
    app = make_app(records, corrections, hosts=allowed, token=token)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)
