"""The one address that gives a document, to whom it may be given."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from programmes.models import Document
from stakeholders.audience import PUBLIC, audience


@audience(PUBLIC)
@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    """As a file to keep, of no type that a browser would open; only caches of the reader's own may hold it."""
    found = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    try:
        opened = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        opened, as_attachment=True, filename=found.original_name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
