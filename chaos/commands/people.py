"""Who sits before the browsers: people who send check-ins until they are told 'received', carers who answer alerts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from random import Random
from threading import Event, Lock, Thread
from typing import Any

from chaos.campaign import Told
from chaos.commands.browser import Answer, Browser, GaveUp
from chaos.scene import WORRIES

_QUESTIONS = re.compile(r'<script id="check-in-questions" type="application/json">(.*?)</script>', re.S)
_DRAFT = re.compile(r'name="draft" value="([^"]*)"')
_ALERT = re.compile(r'href="(/p/[0-9a-f-]{36}/alerts/[0-9a-f-]{36}/)"')
_REPORT = re.compile(r"/check-in/sent/([0-9a-f-]{36})/")


@dataclass
class Crowd:
    """Everybody, each in a thread; `told` is what they were promised. `end` makes them finish what they have begun."""

    told: Told
    over: Event = field(default_factory=Event)
    faults: list[str] = field(default_factory=list)
    doubled: int = 0
    again: int = 0
    threads: list[Thread] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def let_in(self, deed: Any, browsers: list[Any], pause: float, random: Random) -> None:
        """One more thread: `deed` for one of the browsers after the other, about `pause` seconds apart."""

        def live() -> None:
            while not self.over.wait(random.uniform(0, 2 * pause)):
                try:
                    deed(self, random.choice(browsers), random)
                except GaveUp as gave_up:
                    self.faults.append(str(gave_up))

        thread = Thread(target=live, daemon=True)
        self.threads.append(thread)
        thread.start()

    def end(self) -> None:
        """No new deeds; wait for those that are under way."""
        self.over.set()
        for thread in self.threads:
            thread.join(150)
            if thread.is_alive():
                self.faults.append("somebody still waits for an answer")


def send_check_in(crowd: Crowd, who: tuple[str, Browser], random: Random) -> None:
    """By the script of the page or by its forms; sent under the same key until the answer is 'received'. One in ten
    taps twice, and must be shown the same check-in."""
    person, browser = who
    path = f"/my/{person}/check-in/"
    page = _expect(browser.insist("GET", path), 200)
    begun = json.loads(_found(_QUESTIONS, page.text))
    if random.random() < 0.6:
        deliver = _by_script(browser, path, begun, _typed(begun, random))
    else:
        deliver = _by_form(browser, path, page, _typed(begun, random))
    report = _report(deliver())
    with crowd.lock:
        crowd.told.reports.append(report)
    if random.random() < 0.1:
        crowd.again += 1
        crowd.doubled += _report(deliver()) != report


def _typed(begun: dict[str, Any], random: Random) -> dict[str, str]:
    """One worry or two, as the page's fields take them."""
    kinds = {question["id"]: question["kind"] for question in begun["questions"]}
    worries: dict[str, Any] = {}
    for worry in random.sample(WORRIES, random.choice((1, 1, 2))):
        worries |= worry
    strong = {"yes-no": "yes", "steps": "4"}
    return {id: strong[kinds[id]] if value is True else str(value) for id, value in worries.items()}


def _by_script(browser: Browser, path: str, begun: dict[str, Any], typed: dict[str, str]) -> Any:
    whole = {"once": begun["once"], "set": begun["set"], "answers": typed}
    return lambda: browser.insist("POST", f"{path}send/", whole, script=True)


def _by_form(browser: Browser, path: str, page: Answer, typed: dict[str, str]) -> Any:
    for id, value in typed.items():
        form = {"draft": _found(_DRAFT, page.text), "question": id, "answer": value}
        page = _expect(browser.insist("POST", path, form), 200)
    summed = {"draft": _found(_DRAFT, page.text), "go": "send"}
    return lambda: browser.insist("POST", path, summed)


def _report(answer: Answer) -> str:
    """The id of the check-in that was received."""
    if answer.status == 200 and answer.text.startswith("{"):
        return _found(_REPORT, json.loads(answer.text)["to"])
    return _found(_REPORT, _expect(answer, 302).place)


def answer_alerts(crowd: Crowd, who: tuple[str, Browser], random: Random) -> None:
    """Take some of the alerts one was told of, or say what was done; now and then after opening one."""
    account, browser = who
    listed = _expect(browser.insist("GET", "/alerts/"), 200)
    links = _ALERT.findall(listed.text)
    for link in random.sample(links, min(len(links), 5)):
        if random.random() < 0.2:
            browser.insist("GET", link)
        take = random.random() < 0.2
        form = {} if take else {"outcome": "called", "words": ""}
        answered = browser.insist("POST", f"{link}{'take' if take else 'outcome'}/", form)
        if (
            answered.status == 409
        ):  # somebody was faster, or our own answer got through before the connection broke
            continue
        _expect(answered, 302)
        alert = link.split("/")[-2]
        with crowd.lock:
            if take:
                crowd.told.taken[alert] = account
            else:
                crowd.told.closed.add(alert)


def _expect(answer: Answer, status: int) -> Answer:
    if answer.status != status:
        raise GaveUp(f"answered {answer.status} where {status} was expected")
    return answer


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if found is None:
        raise GaveUp("a page without what it must hold")
    return found[1].replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", '"')
