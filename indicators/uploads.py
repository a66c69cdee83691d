"""An upload that is too large is not even kept while it comes in."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.utils.text import get_valid_filename


class LimitedUploadHandler(FileUploadHandler):
    """Drops what comes after the limit, and notes on the request that it did."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.received <= settings.IMPORT_MAX_BYTES:
            return raw_data
        self.request.upload_too_large = True  # type: ignore[union-attr]
        return None  # the handlers after this one get nothing more

    def file_complete(self, file_size: int) -> None:
        return None


def too_large(request: HttpRequest) -> bool:
    return getattr(request, "upload_too_large", False)


def keep(file: UploadedFile) -> Path:
    """Lay an uploaded file where the worker finds it, in a folder of its own under MEDIA_ROOT/imports."""
    name = default_storage.save(f"imports/{secrets.token_hex(8)}/{get_valid_filename(str(file.name))}", file)
    return Path(default_storage.path(name))
