"""The check-in in the browser: one question a screen, back always there, sent once, then what to do and who reads it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cordee.followup import load_followup
from cordee.service.chain.models import Alert, Level, Report
from cordee.service.people.models import Membership, Sharing
from cordee.service.people.roles import Topic
from tests.service.conftest import NOW, Circle

WELL = {"steps": "0", "scale": "0", "yes-no": "no", "ticks": "none", "number": "", "text": ""}
HIDDEN = re.compile(r'name="(draft|question|editing)" value="([^"]*)"')


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of the screen."""
    body = html.split("<template")[0]
    return {name: unescape(value) for name, value in HIDDEN.findall(body)}


def walk(client: Client, address: str, **answers: object) -> str:
    """Answers every screen, well unless `answers` say otherwise; the summary's HTML."""
    known = load_followup().questions
    html = client.get(address).content.decode()
    for _ in range(60):
        fields = hidden(html)
        if "question" not in fields:
            return html
        question = known[fields["question"]]
        answer = answers.get(question.id, WELL[question.kind])
        go = "next" if answer != "" else "skip"
        response = client.post(address, {**fields, "answer": answer, "go": go})
        assert response.status_code == 200
        html = response.content.decode()
    raise AssertionError("the questions do not end")


def let_daniel_report(circle: Circle) -> None:
    membership = Membership.objects.get(account=circle.daniel)
    Sharing.objects.create(
        membership=membership, topic=Topic.REPORT_FOR_ME, opened_at=NOW, opened_by=circle.ines
    )


def my(circle: Circle) -> str:
    return reverse("chain:check_in", args=[circle.person.id])


def test_all_is_well_from_the_first_screen_to_who_reads_it(circle: Circle):
    client = circle.client_of(circle.ines)
    html = walk(client, my(circle))
    assert "Is this right?" in html
    response = client.post(my(circle), {**hidden(html), "go": "send"}, follow=True)
    stored = Report.objects.get()
    assert (stored.sent_by, stored.body["answered_by"], stored.body["entered_by"]) == (
        circle.ines, "person", "person",
    )  # fmt: skip
    assert response.redirect_chain[-1][0] == reverse("chain:sent", args=[circle.person.id, stored.id])
    assert "will read your answers" in response.content.decode()


def test_the_screen_says_which_of_about_how_many_and_nothing_is_in_the_address(circle: Circle):
    client = circle.client_of(circle.ines)
    html = client.get(my(circle)).content.decode()
    assert re.search(r"1 of about \d+", html)
    response = client.post(my(circle), {**hidden(html), "answer": "none", "go": "next"})
    assert response.request["QUERY_STRING"] == ""
    assert re.search(r"2 of about \d+", response.content.decode())


def test_fever_asks_for_the_temperature_and_no_fever_does_not(circle: Circle):
    client = circle.client_of(circle.ines)
    summary = walk(client, my(circle), fever="yes", temperature="38,6")
    assert "38.6 °C" in summary
    assert "What was your highest temperature" not in walk(client, my(circle))


def test_a_red_says_call_now_first_with_numbers_to_tap(circle: Circle):
    client = circle.client_of(circle.ines)
    html = walk(client, my(circle), pain="4")
    page = client.post(my(circle), {**hidden(html), "go": "send"}, follow=True).content.decode()
    assert Report.objects.get().level == "red"
    assert page.index("<h1>Call now</h1>") < page.index("Your answers are sent")
    assert 'href="tel:+33100000001"' in page
    assert Alert.objects.filter(level=Level.RED).exists()


def test_the_same_form_sent_twice_is_one_check_in_and_changed_it_is_another(circle: Circle):
    client = circle.client_of(circle.ines)
    html = walk(client, my(circle))
    first = client.post(my(circle), {**hidden(html), "go": "send"})
    again = client.post(my(circle), {**hidden(html), "go": "send"})
    assert first["Location"] == again["Location"]
    assert Report.objects.count() == 1
    changing = client.post(my(circle), {**hidden(html), "go": "change:pain"}).content.decode()
    assert hidden(changing)["editing"] == "1"
    changed = client.post(my(circle), {**hidden(changing), "answer": "1", "go": "next"}).content.decode()
    assert "Is this right?" in changed
    client.post(my(circle), {**hidden(changed), "go": "send"})
    assert Report.objects.count() == 2


def test_back_goes_back_and_keeps_what_was_answered(circle: Circle):
    client = circle.client_of(circle.ines)
    html = client.get(my(circle)).content.decode()
    second = client.post(my(circle), {**hidden(html), "answer": "none", "go": "next"}).content.decode()
    back = client.post(my(circle), {**hidden(second), "go": "back"}).content.decode()
    assert hidden(back)["question"] == hidden(html)["question"]
    assert re.search(r'value="none" checked', back)


@pytest.mark.parametrize(
    ("answer", "says"),
    [([], "Choose an answer"), (["none", "chest-pain"], "keep one or the other"), (["no-such"], "Tick what")],
)
def test_what_cannot_be_taken_is_said_on_the_same_screen(circle: Circle, answer: list[str], says: str):
    client = circle.client_of(circle.ines)
    html = client.get(my(circle)).content.decode()
    response = client.post(my(circle), {**hidden(html), "answer": answer, "go": "next"})
    assert response.status_code == 400
    assert says in response.content.decode()
    assert hidden(response.content.decode())["question"] == hidden(html)["question"]


def test_left_unanswered_is_not_no(circle: Circle):
    client = circle.client_of(circle.ines)
    html = client.get(my(circle)).content.decode()
    client_html = client.post(my(circle), {**hidden(html), "go": "skip"}).content.decode()
    assert hidden(client_html)["question"] != hidden(html)["question"]
    summary = walk(client, my(circle), danger="")
    client.post(my(circle), {**hidden(summary), "go": "send"})
    stored = Report.objects.get()
    assert stored.body["answers"]["values"]["danger"] is None
    assert stored.level == "unknown"


def test_a_warning_sign_is_answered_at_once_by_whom_to_call(circle: Circle):
    client = circle.client_of(circle.ines)
    html = client.get(my(circle)).content.decode()
    page = client.post(my(circle), {**hidden(html), "answer": "chest-pain", "go": "next"}).content.decode()
    assert 'data-part="danger"><p>' in page


def test_somebody_elses_draft_is_not_taken(circle: Circle):
    let_daniel_report(circle)
    fields = hidden(walk(circle.client_of(circle.ines), my(circle), pain="4"))
    response = circle.client_of(circle.daniel).post(my(circle), {**fields, "go": "send"})
    assert not Report.objects.exists()
    assert "begun too long ago" in response.content.decode()


def test_somebody_close_answers_on_their_behalf_and_it_is_marked(circle: Circle):
    let_daniel_report(circle)
    client = circle.client_of(circle.daniel)
    html = walk(client, my(circle))
    page = client.post(my(circle), {**hidden(html), "go": "send"}, follow=True)
    stored = Report.objects.get()
    assert (stored.body["answered_by"], stored.body["entered_by"]) == ("relative", "relative")
    assert page.status_code == 200  # who sent it reads what to do, though nothing else was opened to them


def test_a_relative_reads_nothing_that_another_sent(circle: Circle):
    let_daniel_report(circle)
    client = circle.client_of(circle.ines)
    client.post(my(circle), {**hidden(walk(client, my(circle))), "go": "send"})
    address = reverse("chain:sent", args=[circle.person.id, Report.objects.get().id])
    assert circle.client_of(circle.daniel).get(address).status_code == 404
    assert client.get(address).status_code == 200


def test_a_nurse_types_in_what_is_said_on_the_phone(circle: Circle):
    address = reverse("chain:check_in_for", args=[circle.person.id])
    client = circle.client_of(circle.bob)
    html = walk(client, address)
    client.post(address, {**hidden(html), "go": "send", "words_of": "relative"})
    stored = Report.objects.get()
    assert (stored.body["answered_by"], stored.body["entered_by"]) == ("relative", "clinician")


def test_the_script_sends_the_whole_form_once(circle: Circle):
    client = circle.client_of(circle.ines)
    page = client.get(my(circle)).content.decode()
    given = json.loads(re.search(r'id="check-in-questions"[^>]*>(.*?)</script>', page)[1])
    body = {"once": given["once"], "set": given["set"], "answers": {"danger": [], "pain": 2, "fever": False}}
    address = reverse("chain:send", args=[circle.person.id])
    first = client.post(address, json.dumps(body), content_type="application/json")
    again = client.post(address, json.dumps(body), content_type="application/json")
    stored = Report.objects.get()
    assert first.json() == again.json() == {"to": reverse("chain:sent", args=[circle.person.id, stored.id])}
    assert stored.body["answers"]["values"] == {"danger": [], "pain": 2, "fever": False}
    body["answers"]["pain"] = "very"
    refused = client.post(address, json.dumps(body), content_type="application/json")
    assert (refused.status_code, list(refused.json()["wrong"])) == (422, ["pain"])


def test_after_a_death_nothing_is_asked_and_it_is_said_kindly(circle: Circle):
    circle.person.died_on = timezone.localdate() - timedelta(days=2)
    circle.person.save(update_fields=["died_on"])
    let_daniel_report(circle)
    page = circle.client_of(circle.daniel).get(my(circle)).content.decode()
    assert "nothing to answer any more" in page
    assert "check-in-questions" not in page


def test_in_french(circle: Circle):
    page = circle.client_of(circle.ines, "fr").get(my(circle)).content.decode()
    assert "Avez-vous l’un de ces signes aujourd’hui" in page
    assert "Continuer" in page


def test_a_page_asks_the_database_little(circle: Circle, django_assert_max_num_queries):
    client = circle.client_of(circle.ines)
    client.get(my(circle))
    with django_assert_max_num_queries(20):
        client.get(my(circle))
