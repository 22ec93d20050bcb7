"""The web application: one handler for all addresses, workers beside the loop, answers kept in memory."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request as WebRequest
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from auxilia.errors import AuxiliaError, UsageError
from auxilia.explorer.answers import HTML, JSON, Answer, Request, answer, trouble
from auxilia.explorer.assets import asset, assets
from auxilia.explorer.cache import Cache, pack
from auxilia.explorer.choices import DATA_FORMATS, NETWORK_FORMATS, split_ending
from auxilia.explorer.codes import actor_path
from auxilia.explorer.findings import picture
from auxilia.explorer.openapi import description
from auxilia.explorer.query import query_html, query_json, run
from auxilia.explorer.rates import Rates
from auxilia.explorer.render import STATIC, fingerprint, static_file
from auxilia.explorer.shelf import LOOK_EVERY, Shelf
from auxilia.explorer.shield import Shield
from auxilia.explorer.trouble import BusyError, FaultError, NothingThereError, ParameterError

LOG = logging.getLogger(__name__)
PAGE_WORKERS, DOWNLOAD_WORKERS = 4, 2
MOST_QUERIES = 1
MOST_WAITING = 2_000
LARGE = (*DATA_FORMATS, *NETWORK_FORMATS)
QUIET_SECONDS = 0.5
HEAVIEST = """
SELECT actor FROM (
    SELECT provider_id AS actor, n_claims FROM out_ties UNION ALL SELECT recipient_id, n_claims FROM out_ties
) GROUP BY actor ORDER BY sum(n_claims) DESC, actor LIMIT ?
"""
ASK_AGAIN = {"cache-control": "no-cache"}
FOR_LONG = {"cache-control": "public, max-age=31536000, immutable"}


class Explorer:
    """What serves: the shelf of ledgers, the answers kept, the workers."""

    def __init__(self, shelf: Shelf, *, base: str = "") -> None:
        self.shelf = shelf
        self.base = base
        self.cache: Cache[Answer] = Cache(weigh=lambda held: len(held.body.packed))
        self._pages = ThreadPoolExecutor(PAGE_WORKERS, thread_name_prefix="page")
        self._downloads = ThreadPoolExecutor(DOWNLOAD_WORKERS, thread_name_prefix="download")
        self._queries = ThreadPoolExecutor(MOST_QUERIES, thread_name_prefix="query")
        self._waiting = 0

    async def handle(self, web: WebRequest) -> Response:
        """The answer to any address that is no file of the pages' own."""
        request = Request(web.scope["path"], web.url.query, self.base or _base(web))
        release = (parse_qs(request.query).get("v") or [""])[-1]
        key = self._key(request, release)
        tag = f'"{key[:32]}"'
        if tag in web.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"etag": tag, **ASK_AGAIN})
        try:
            found = await self.cache.get(key, lambda: self._work(request, release))
        except AuxiliaError as error:
            found = trouble(request, error)
        except Exception:
            LOG.exception("an answer failed: %s?%s", request.path, request.query)
            found = trouble(request, FaultError("This is a fault of the program, and not of the question."))
        return _response(found, tag, gzip="gzip" in web.headers.get("accept-encoding", ""))

    async def query(self, web: WebRequest) -> Response:
        """The answer to a query of one's own, as a page or as JSON; one after the other, never kept."""
        sql = web.query_params.get("sql", "").strip()
        found = await asyncio.get_running_loop().run_in_executor(
            self._queries, self._queried, web.scope["path"], sql
        )
        return _response(found, "", gzip="gzip" in web.headers.get("accept-encoding", ""))

    def _queried(self, path: str, sql: str) -> Answer:
        found, error, status = None, None, 200
        try:
            found = run(self.shelf.root, sql) if sql else None
        except AuxiliaError as wrong:
            error, status = wrong, trouble(Request(path, ""), wrong).status
        with self.shelf.book() as book:
            if not path.endswith(".json"):
                return Answer(status, HTML, pack(query_html(book, sql, found, error).encode("utf-8")))
            if found is None:
                nothing = ParameterError("sql", "", "a SELECT is asked for")
                return trouble(Request(path, ""), error or nothing, book)
            return Answer(200, JSON, pack(query_json(book, sql, found)))

    async def look(self) -> None:
        """Take up new builds for as long as the server runs."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await asyncio.to_thread(self.shelf.look)

    async def warm(self, number: int) -> None:
        """Make the pages with most on record ready, one after the other, while nobody waits for anything."""
        for path in await asyncio.to_thread(self._heaviest, number):
            while self._waiting:
                await asyncio.sleep(QUIET_SECONDS)
            request = Request(path, "", self.base)
            key = self._key(request, "")
            await self.cache.get(key, lambda asked=request: self._work(asked, ""))  # type: ignore[misc]

    def _heaviest(self, number: int) -> list[str]:
        with self.shelf.book() as book, book.cursor() as con:
            rows = con.execute(HEAVIEST, [number]).fetchall()
        return ["/", *(actor_path(row[0]) for row in rows)]

    def close(self) -> None:
        """Stop the workers and close the ledgers."""
        self._pages.shutdown(cancel_futures=True)
        self._downloads.shutdown(cancel_futures=True)
        self._queries.shutdown(cancel_futures=True)
        self.shelf.close()

    async def _work(self, request: Request, release: str) -> tuple[Answer, bool]:
        if self._waiting >= MOST_WAITING:
            raise BusyError("Too much work is waiting. Ask again in some seconds.")
        workers = self._downloads if split_ending(request.path)[1] in LARGE else self._pages
        self._waiting += 1
        try:
            found = await asyncio.get_running_loop().run_in_executor(workers, self._answer, request, release)
        finally:
            self._waiting -= 1
        return found, found.kept

    def _answer(self, request: Request, release: str) -> Answer:
        known = release if release in self.shelf.releases else ""
        with self.shelf.book(known) as book:
            return answer(book, request)

    def _key(self, request: Request, release: str) -> str:
        stamp = self.shelf.stamp(release)
        told = (program(), fingerprint(), stamp, str(self.shelf.public), request.base, request.path)
        return sha256("\n".join((*told, request.query)).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program() -> str:
    """The version of the program; asked for once, since it is read from files."""
    return version("auxilia")


def _base(web: WebRequest) -> str:
    return f"{web.url.scheme}://{web.url.netloc}"


def _response(found: Answer, tag: str, *, gzip: bool) -> Response:
    headers = dict(ASK_AGAIN)
    if found.location:
        return Response(status_code=found.status, headers=headers | {"location": found.location})
    if found.status == 200:
        headers["etag"] = tag
    if found.status == 503:
        headers["retry-after"] = "3"
    if found.name:
        headers["content-disposition"] = f'attachment; filename="{found.name}"'
    if found.file is not None:
        gone = BackgroundTask(found.file.unlink, missing_ok=True)
        return FileResponse(found.file, 200, headers, found.media, background=gone)
    headers["vary"] = "accept-encoding"
    if gzip:
        headers["content-encoding"] = "gzip"
        return Response(found.body.packed, found.status, headers, found.media)
    return Response(found.body.unpacked(), found.status, headers, found.media)


async def _static(web: WebRequest) -> Response:
    name = web.path_params["name"]
    body = static_file(name)
    if body is None:
        nothing = NothingThereError(f"There is no file {name!r}.")
        return _response(trouble(Request(web.url.path, ""), nothing), "", gzip=False)
    return Response(body, headers=dict(FOR_LONG), media_type=STATIC[name])


async def _asset(web: WebRequest) -> Response:
    name = web.path_params["name"]
    body = asset(name)
    if body is None:
        nothing = NothingThereError(f"There is no file {name!r}.")
        return _response(trouble(Request(web.url.path, ""), nothing), "", gzip=False)
    return Response(body, headers=dict(FOR_LONG), media_type=assets().media[name])


async def _picture(web: WebRequest) -> Response:
    name, file = web.path_params["finding"], web.path_params["file"]
    body = picture(name, file)
    if body is None:
        nothing = NothingThereError(f"There is no picture {name}/{file}.")
        return _response(trouble(Request(web.url.path, ""), nothing), "", gzip=False)
    return Response(body, headers=dict(ASK_AGAIN), media_type="image/svg+xml")


async def _openapi(_web: WebRequest) -> Response:
    return _response(Answer(200, JSON, pack(description())), f'"{fingerprint()}"', gzip=False)


def create_app(
    root: Path | None = None,
    *,
    public: bool = False,
    hosts: tuple[str, ...] = (),
    base: str = "",
    warm: int = 0,
    query: bool = False,
) -> Starlette:
    """The application on the ledger at `root`.

    Parameters
    ----------
    root
        The home of the ledger; None for the usual one, or the starter ledger where none is.
    public
        Whether others than the owner can reach it: sources that may not be passed on then say nothing.
    hosts
        The host names it answers to; none for any. A server on the owner's machine names its own, so that no
        foreign page can reach it by a name of its own making.
    base
        Its address, as citations name it; empty for the address that each request used.
    warm
        How many of the largest actor pages are made ready in the background.
    query
        Whether there is a page for queries of one's own.

    Raises
    ------
    UsageError
        When others could send queries: their tables hold what may not be passed on.
    """
    if query and public:
        raise UsageError("the query page is for your own machine alone. Leave out --query, or --host.")
    explorer = Explorer(Shelf(root, public=public), base=base)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(explorer.look())]
        tasks += [asyncio.create_task(explorer.warm(warm))] if warm else []
        yield
        for task in tasks:
            task.cancel()
        explorer.close()

    app = Starlette(
        routes=[
            *([Route(path, explorer.query) for path in ("/query", "/query.json")] if query else []),
            Route("/static/app/{name}", _asset),
            Route("/static/{name}", _static),
            Route("/finding/{finding}/{file}", _picture),
            Route("/openapi.json", _openapi),
            Route("/{path:path}", explorer.handle),
        ],
        lifespan=lifespan,
    )
    if public:
        app.add_middleware(Rates)
    app.add_middleware(Shield, hosts=hosts)
    app.state.explorer = explorer
    return app
