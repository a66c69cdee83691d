"""An upload that is too large is not even kept while it comes in."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.text import get_valid_filename

ENVELOPE = 64 * 1024  # bytes of a form beside its file
PART = 64 * 1024
View = TypeVar("View", bound=Callable[..., Any])


def takes_at_most(setting: str) -> Callable[[View], View]:
    """Let a view take files of so many bytes (the name of a setting): more is refused before any of it is kept.

    For a form in which the file comes last: what stands behind it is not read either.
    """

    def mark(view: View) -> View:
        view.most_bytes = setting  # type: ignore[attr-defined]
        return view

    return mark


class LimitedUploadHandler(FileUploadHandler):
    """Drops what comes after the limit, and notes on the request that it did.

    Where the view has a limit of its own, nothing is kept beyond it: of what announces more, nothing at all.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = self.announced = 0
        self.coming: Any = None

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None  # noqa: N803
    ) -> None:  # fmt: skip
        self.announced, self.coming = content_length, input_data

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0
        own = self._own_limit()
        if own is not None and self.announced > own + ENVELOPE:
            self._stop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        own = self._own_limit()
        if self.received <= (settings.IMPORT_MAX_BYTES if own is None else own):
            return raw_data
        if own is not None:
            self._stop()
        self._refuse()
        return None  # the handlers after this one get nothing more

    def _own_limit(self) -> int | None:
        match = getattr(self.request, "resolver_match", None)
        setting = getattr(match.func, "most_bytes", None) if match else None
        return getattr(settings, setting) if setting else None

    def _stop(self) -> NoReturn:
        """Throw away the rest unseen, since a browser shows no answer to what it could not send. In parts: Django would
        read it by lines, and a body without line ends is one line as large as it is."""
        self._refuse()
        while self.coming is not None and self.coming.read(PART):
            pass
        raise StopUpload

    def _refuse(self) -> None:
        self.request.upload_too_large = True  # type: ignore[union-attr]

    def file_complete(self, file_size: int) -> None:
        return None


def too_large(request: HttpRequest) -> bool:
    return getattr(request, "upload_too_large", False)


def keep(file: UploadedFile) -> Path:
    """Lay an uploaded file where the worker finds it, in a folder of its own under MEDIA_ROOT/imports."""
    name = default_storage.save(f"imports/{secrets.token_hex(8)}/{get_valid_filename(str(file.name))}", file)
    return Path(default_storage.path(name))
