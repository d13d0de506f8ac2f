"""Calls to the outside: with time limits, through the proxy of the settings, and never into the own network unasked.

An address that a person typed or a browser sent may name a machine inside (SSRF). Such an address must be https, its
host is looked up here, every answer must be a public address, and the connection goes to the address that was looked at,
so that a second look-up cannot lead elsewhere. Redirects are not followed.
"""

import ipaddress
import socket
import ssl
from collections.abc import Collection
from urllib.parse import urlsplit

import httpx

from mirai_knowledge.kernel.config import Settings

TIMEOUT = httpx.Timeout(10.0, connect=5.0)


class AddressRefused(Exception):
    """The address leads where nothing may be sent; the text says why, in Japanese."""


def check_address(address: str, own_hosts: Collection[str]) -> None:
    """Raises AddressRefused for what is no https address of a public host. Looks nothing up. Own hosts are free."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise AddressRefused("アドレスの形が正しくありません。") from None
    if parts.username or parts.password or not host:
        raise AddressRefused("アドレスの形が正しくありません。")
    if host in own_hosts and parts.scheme in {"http", "https"}:
        return
    if parts.scheme != "https":
        raise AddressRefused("https:// で始まるアドレスを指定してください。")
    if (
        host == "localhost"
        or host.endswith((".localhost", ".local", ".internal"))
        or ("." not in host.strip("[]") and ":" not in host)
    ):
        raise AddressRefused("社内ネットワークのアドレスには送れません。")
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return
    if not number.is_global or number.is_multicast:
        raise AddressRefused("社内ネットワークのアドレスには送れません。")


class GuardedTransport(httpx.HTTPTransport):
    """Connects to the address that was looked at, and to public ones only."""

    def __init__(self, own_hosts: Collection[str], verify: ssl.SSLContext) -> None:
        super().__init__(verify=verify, retries=0)
        self._own_hosts = own_hosts

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """As the base class; raises AddressRefused."""
        check_address(str(request.url), self._own_hosts)
        host = request.url.host
        if host not in self._own_hosts:
            request.extensions = {**request.extensions, "sni_hostname": host}
            request.headers["Host"] = request.url.netloc.decode("ascii")
            request.url = request.url.copy_with(host=_public(host, request.url.port or 443))
        return super().handle_request(request)


def open_client(settings: Settings) -> httpx.Client:
    """A client for addresses from outside; raises AddressRefused when one of them is used that leads inside.

    Through a proxy it is the proxy that looks names up; what is written as a number is still looked at here.
    """
    verify = ssl.create_default_context()
    if settings.ca_bundle is not None:
        verify.load_verify_locations(settings.ca_bundle)
    hooks = {"request": [lambda request: check_address(str(request.url), settings.outbound_own_hosts)]}
    if settings.http_proxy:
        return httpx.Client(proxy=settings.http_proxy, verify=verify, timeout=TIMEOUT, trust_env=False, event_hooks=hooks)
    return httpx.Client(transport=GuardedTransport(settings.outbound_own_hosts, verify), timeout=TIMEOUT, trust_env=False)


def _public(host: str, port: int) -> str:
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as fault:
        raise httpx.ConnectError(f"unknown host: {type(fault).__name__}") from fault
    inside = [number for number in found if not ipaddress.ip_address(number).is_global]
    if inside or not found:
        raise AddressRefused("アドレスの行き先が社内ネットワークです。")
    return min(found, key=lambda number: (":" in number, number))
