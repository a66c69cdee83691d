"""Pages on which people keep documents as evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.documents import DocumentForm, NewDocumentForm
from programmes.models import Document, Programme
from programmes.services import Refused
from programmes.views.pages import form_page, own_part, page_of
from programmes.views.progress import about_words, back_to, may_change
from stakeholders.audience import audience, those_who_may
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, may


@audience(those_who_may(Action.READ, Resource.DOCUMENT))
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.DOCUMENT)
    rows = Document.objects.visible_to(request.user).filter(programme=programme)
    lead = _("Wat laat zien dat iets is gedaan of afgesproken. Alleen wie meewerkt leest het, tenzij het openbaar is.")
    adds = may(request.user, Resource.DOCUMENT, Action.ADD)
    return page_of(
        request, "part", programme, title=_("Documenten"), lead=lead, part="programmes/documents.html",
        documents=rows.select_related("uploaded_by", "intervention"),
        may_change_documents=may_change(request, Resource.DOCUMENT),
        new=reverse("werk:document-new", args=[slug]) if adds else "", new_label=_("Document toevoegen"),
    )  # fmt: skip


@audience(those_who_may(Action.ADD, Resource.DOCUMENT))
def new(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.DOCUMENT, Action.ADD)
    about: dict[str, Any] = {"programme": programme, "by": request.user}
    initial = {"intervention": request.GET.get("interventie")}
    form = NewDocumentForm(
        request.POST or None, request.FILES or None, initial=initial, whole=_keeps(request, programme), **about
    )
    if form.saves(request, lambda: services.add_document(**about, **form.said())):
        messages.success(request, _("“%(name)s” staat erbij.") % {"name": form.saved})
        return back_to(form.saved, "documents")
    return form_page(request, form, programme, title=_("Document toevoegen"))


@audience(those_who_may(Action.CHANGE, Resource.DOCUMENT))
def document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_part(request, slug, Resource.DOCUMENT, Action.CHANGE)
    kept = get_object_or_404(programme.documents, pk=pk)
    form = DocumentForm(request.POST or None, initial=DocumentForm().initial_of(kept))
    if form.saves(request, lambda: services.change_document(document=kept, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return back_to(kept, "documents")
    removable = may(request.user, Resource.DOCUMENT, Action.REMOVE)
    return form_page(
        request, form, programme, title=_("Document wijzigen"), lead=about_words(kept), history=history.of(kept),
        above="programmes/document_facts.html", facts=facts_of(kept),
        remove=reverse("werk:document-remove", args=[slug, pk]) if removable else "",
        remove_label=_("Haal dit document weg"),
    )  # fmt: skip


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.DOCUMENT))
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_part(request, slug, Resource.DOCUMENT, Action.REMOVE)
    kept = get_object_or_404(programme.documents, pk=pk)
    try:
        services.remove_document(document=kept, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("werk:document", slug=slug, pk=pk)
    messages.success(request, _("Het document is weggehaald. In de geschiedenis blijft staan dat het er was."))
    return back_to(kept, "documents")


def facts_of(kept: Document) -> list[dict[str, str]]:
    told = [
        (_("Bestand"), kept.original_name),
        (_("Soort"), f"{kept.kind_name}, {filesizeformat(kept.size)}"),
        (_("Toegevoegd door"), str(kept.uploaded_by or _("het systeem"))),
        ("sha256", kept.sha256),
    ]
    return [{"term": term, "text": text} for term, text in told]


def _keeps(request: HttpRequest, programme: Programme) -> bool:
    rows = Programme.objects.filter(pk=programme.pk)
    return narrowed(rows, request.user, Resource.DOCUMENT, Action.CHANGE).exists()
