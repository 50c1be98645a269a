"""Shows a page that was fetched, runs its scripts, and returns what a reader would see as HTML.

The browser never reaches a network: each thing that a page asks for is answered by us or not at all. So no rule of
manners needs a second form for the browser, and no name is resolved twice.
"""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import AsyncExitStack, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from crawlers.browser.parts import Parts
from crawlers.browser.presence import chromium, missing
from crawlers.outcome import CrawlSettings
from domain.post import Page

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Route, WebSocketRoute

_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that is none: what should slip past us ends here. Port 9 discards."""
_WANTED = frozenset(("script", "xhr", "fetch"))
_MOST_PARTS = 30
_LONGEST = 120.0
"""Seconds for one page: its parts wait for the host's pauses like everything else."""
_STILL = 0.4
"""Seconds without a request after which a page counts as shown."""
_LOOK = 0.05


class NotShownError(Exception):
    """The page could not be shown; the reason is a slug."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Renderer:
    """One headless browser for the run of one source, started with the first page that needs it."""

    def __init__(self, parts: Parts, settings: CrawlSettings, agent: str) -> None:
        self._parts = parts
        self._settings = settings
        self._agent = agent
        self._stack = AsyncExitStack()
        self._browser: Browser | None = None
        self._one = asyncio.Lock()

    @cached_property
    def absent(self) -> bool:
        """Whether nothing can be shown on this machine; then nothing need be asked for either."""
        return bool(missing(allow_loopback=self._settings.allow_loopback))

    async def show(self, page: Page) -> bytes:
        """The page's HTML after its scripts ran. Raises NotShownError `no-browser`, `timeout`, `too-big`, `script`.

        Each page is shown by itself, without anything that another has left: no cookie, no storage, no sign-in.
        """
        async with self._one:
            browser = await self._started()
            context = await self._context(browser)
            try:
                html = await asyncio.wait_for(_Showing(context, page, self._parts).html(), _LONGEST)
            except TimeoutError as error:
                raise NotShownError("timeout") from error
            except Exception as error:  # a page can break a browser in many ways; its words may quote the page
                raise NotShownError("script") from error
            finally:
                with suppress(Exception):
                    await context.close()
        body = html.encode("utf-8", "replace")
        if len(body) > self._settings.max_bytes:
            raise NotShownError("too-big")
        return body

    async def close(self) -> None:
        with suppress(Exception):  # a browser that has died already is closed
            await self._stack.aclose()

    async def _started(self) -> Browser:
        if self._browser is not None and self._browser.is_connected():
            return self._browser
        if self.absent:
            raise NotShownError("no-browser")
        from playwright.async_api import async_playwright

        try:
            driver = await self._stack.enter_async_context(async_playwright())
            self._browser = await driver.chromium.launch(
                executable_path=chromium() or None,
                args=list(_ARGUMENTS),
                chromium_sandbox=os.geteuid() != 0,
                proxy={"server": _NOWHERE, "bypass": "<-loopback>"},
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Exception as error:  # what stands in its way is a matter of this machine
            raise NotShownError("no-browser") from error
        return self._browser

    async def _context(self, browser: Browser) -> BrowserContext:
        return await browser.new_context(
            user_agent=self._agent, locale="vi-VN", service_workers="block", accept_downloads=False
        )


class _Showing:
    """One page while it is shown."""

    def __init__(self, context: BrowserContext, page: Page, parts: Parts) -> None:
        self._context = context
        self._page = page
        self._parts = parts
        self._begun = False
        self._asked = 0
        self._under_way = 0
        self._last = time.monotonic()

    async def html(self) -> str:
        await self._context.route("**/*", self._answer)
        await self._context.route_web_socket("**/*", _hang_up)
        tab = await self._context.new_page()
        await tab.goto(self._page.url, wait_until="commit", timeout=_LONGEST * 1000)
        while self._under_way or time.monotonic() - self._last < _STILL:
            await asyncio.sleep(_LOOK)
        return await tab.content()

    async def _answer(self, route: Route) -> None:
        """Answer the page itself once; of the rest only scripts and what they read. Nothing is ever sent anywhere."""
        request = route.request
        self._last = time.monotonic()
        if request.is_navigation_request() and not self._begun:
            self._begun = True
            headers = {"content-type": self._page.headers.get("content-type") or "text/html; charset=utf-8"}
            await route.fulfill(status=200, headers=headers, body=self._page.body)
        elif request.is_navigation_request():
            await route.fulfill(status=204)  # "nothing new": a page that leads away, or holds a frame, stays as it is
        elif request.method != "GET" or request.resource_type not in _WANTED or self._asked >= _MOST_PARTS:
            await route.abort()
        else:
            await self._from_us(route)

    async def _from_us(self, route: Route) -> None:
        self._asked += 1
        self._under_way += 1
        try:
            part = await self._parts.get(route.request.url)
            if part is None:
                await route.abort()
            else:
                await route.fulfill(status=part.status, headers=part.headers, body=part.body)
        finally:
            self._under_way -= 1
            self._last = time.monotonic()


async def _hang_up(socket: WebSocketRoute) -> None:
    await socket.close()
