"""Tests cannot reach the network: the guard of tests/conftest.py bites."""

from __future__ import annotations

import socket

import pytest


def test_an_address_elsewhere_is_refused() -> None:
    with (
        socket.socket() as there,
        pytest.raises(RuntimeError, match="do not use the network"),
    ):
        there.connect(("192.0.2.1", 80))


def test_this_machine_may_be_reached() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        client.connect(server.getsockname())
