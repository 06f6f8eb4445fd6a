"""A real S3 server on this machine's loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

BUCKET = "plans"


class Store:
    """The server: its environment for commands, and a client of its own."""

    def __init__(self, url: str, folder: Path, bucket: str = BUCKET) -> None:
        import boto3

        self.url = url
        self.bucket = bucket
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("AWS_")},
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        self.client: Any = boto3.client(
            "s3", endpoint_url=url, aws_access_key_id="key", aws_secret_access_key="secret", region_name="us-east-1"
        )
        self.client.create_bucket(Bucket=bucket)

    def upload(self, folder: Path, prefix: str) -> None:
        """Every file below a folder."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.client.put_object(
                    Bucket=self.bucket, Key=f"{prefix}/{path.relative_to(folder)}", Body=path.read_bytes()
                )

    def keys(self, prefix: str) -> list[str]:
        """The keys below a prefix."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        return [entry["Key"] for page in pages for entry in page.get("Contents", ())]

    def download(self, prefix: str, folder: Path) -> None:
        """Every object below a prefix, but the hidden ones."""
        for key in self.keys(prefix):
            path = folder / key.removeprefix(prefix).lstrip("/")
            if "/.extract/" not in key:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read())

    def run(self, *arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """The command, with this server as S3."""
        return subprocess.run(
            [sys.executable, "-m", "extract", *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=cwd,
            env={**self.environment, **environment},
            check=False,
        )


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of one server for all tests."""
    pytest.importorskip("moto")
    pytest.importorskip("s3fs")
    with _serve() as url:
        yield url


@pytest.fixture
def store(server: str, tmp_path: Path) -> Store:
    """The server, empty but for one bucket, asking nobody for permissions."""
    pytest.importorskip("s3fs").S3FileSystem.clear_instance_cache()  # they may be bound to the server of another test
    for name, data in (("reset", b""), ("reset-auth", b"inf")):
        request = urllib.request.Request(f"{server}/moto-api/{name}", data, {"Content-Type": "text/plain"})
        urllib.request.urlopen(request).close()
    return Store(server, tmp_path)


@contextmanager
def serve_store(folder: Path, bucket: str = BUCKET) -> Iterator[Store]:
    """A server with one empty bucket, until the block ends; its users keep their caches in the folder."""
    with _serve() as url:
        yield Store(url, folder, bucket)


@contextmanager
def _serve() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the S3 server does not start")
