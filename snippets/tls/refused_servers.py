# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A client refuses a wrong name, an unknown authority and an old certificate."""

import logging
import ssl
from datetime import datetime, timedelta, timezone

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSListener, TLSStream

# the server would log each handshake that fails, with its traceback
logging.getLogger("anyio.streams.tls").setLevel(logging.CRITICAL)


async def greet(client: TLSStream) -> None:
    async with client:
        await client.send(b"hello")


async def visit(
    certificate: trustme.LeafCert, name: str | None, trust: str
) -> str:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    trusted = ssl.create_default_context(cadata=trust)
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    result = ""
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, context).serve, greet)
        try:
            async with await anyio.connect_tcp(
                "127.0.0.1", port, ssl_context=trusted, tls_hostname=name
            ) as stream:
                result = (await stream.receive()).decode()
        except ssl.SSLCertVerificationError as error:
            result = f"{type(error).__name__} {error.verify_code}"
        tg.cancel()
    return result


async def main() -> None:
    ours, other = trustme.CA(), trustme.CA()
    trust = ours.cert_pem.bytes().decode()
    shop = ours.issue_cert("shop.example")
    print("as it should be:", await visit(shop, "shop.example", trust))
    print("another name:", await visit(shop, "bank.example", trust))
    print("no name:", await visit(shop, None, trust))
    theirs = other.issue_cert("shop.example")
    print("another authority:", await visit(theirs, "shop.example", trust))
    now = datetime.now(timezone.utc)
    old = ours.issue_cert("shop.example", not_after=now - timedelta(days=1))
    print("out of date:", await visit(old, "shop.example", trust))


anyio.run(main)
