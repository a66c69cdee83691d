"""The address of a filtered page says what was asked, and nothing else."""

import pytest


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/werk/interventies?zoek=&pijler=fysiek&jaar=", "/werk/interventies?pijler=fysiek"),
        ("/werk/interventies?zoek=&sorteer=", "/werk/interventies"),
        ("/werk/programmas/havenkwartier-vooruit/geschiedenis?wie=&soort=risk&van=&tot=",
         "/werk/programmas/havenkwartier-vooruit/geschiedenis?soort=risk"),
        ("/zoeken?q=", "/zoeken"),
    ],
)  # fmt: skip
def test_a_form_that_was_sent_half_empty_leads_once_to_what_was_said(cast, client, asked, said):
    client.force_login(cast.noor)
    page = client.get(asked, follow=True)
    assert page.redirect_chain == [(said, 302)]
    assert page.status_code == 200


def test_what_was_said_twice_and_with_signs_is_kept_as_it_was(cast, client):
    address = "/werk/interventies?toestand=begroot&toestand=besteed&zoek=A%26B&jaar="
    assert client.get(address).url == "/werk/interventies?toestand=begroot&toestand=besteed&zoek=A%26B"


def test_an_address_without_empty_parameters_is_answered_at_once(cast, client):
    client.force_login(cast.noor)
    assert client.get("/werk/interventies?pijler=fysiek").status_code == 200


def test_the_api_answers_what_it_was_asked(cast, client):
    assert client.get("/api/v1/programmas?zoek=").status_code != 302
