"""Hold the validators of the kit against a running demonstration: what `.ci/run` does after `make test`.

One path for each template, so that it stays within minutes; `WIJKAANPAK_KIT` names the kit's folder, by default
../shared/kit. Where the kit is absent the last line says so. Standard library alone.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KIT = Path(os.environ.get("WIJKAANPAK_KIT", ROOT.parent / "shared" / "kit"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PORT = int(os.environ.get("PORT") or free_port())
BASE = f"http://127.0.0.1:{PORT}"
PATIENCE = 240  # seconds for a first start on a busy machine
PASSWORD = "demo-wijkaanpak"  # noqa: S105 - of the demonstration
FIXED = ["/", "/wijken", "/programmas", "/indicatoren", "/partners", "/over", "/inloggen", "/stijl"]
# invented wijk; invented gemeente; real wijk of a krachtwijk; real gemeente; real gemeente without programme; PC4
PLACES = ["WKVB0101", "GMVB01", "WK051829", "GM0518", "GM0637", "2525", "NL00"]
LISTS = {
    "/programmas": r'href="(/programmas/[^"/?#]+)"',
    "/indicatoren": r'href="(/indicatoren/[^"/?#]+)"',
    "/partners": r'href="(/partners/[^"/?#]+)"',
}
# what a study found and what is behind it: one with an outcome, and the refused one on real figures; of a gemeente all
STUDIES = {
    "/programmas/havenkwartier-vooruit/effecten": r'href="(/programmas/[^"]+/bijstand)"',
    "/programmas/krachtwijken-den-haag/effecten": r'href="(/programmas/[^"]+/leefbaarheid-lbm3)"',
}
STUDIES_OF_CITY = "/effecten/GMVB01"
READ_BY_RESIDENTS = ["/", "/over", "/wijken/WKVB0101", "/wijken/WK051829"]
BEHIND_LOGIN = {"manager@demo.example": r'href="(/(?!uitloggen)[^"?#]*)"'}
LOGIN_PAGES = 12
STUDIES_AT_WORK = "/werk/programmas/havenkwartier-vooruit/effecten"
SCREENING = "/werk/doorlichten"


def answer(path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(BASE + path, timeout=60) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(errors="replace")
    except OSError:
        return 0, ""


def start() -> subprocess.Popen[bytes]:
    """In a session of its own, so that one signal to its group ends all of it."""
    server = subprocess.Popen(
        ["make", "run", f"PORT={PORT}"], cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True
    )
    until = time.monotonic() + PATIENCE
    while answer("/gezond")[0] != 200:
        if server.poll() is not None or time.monotonic() > until:
            stop(server)
            raise SystemExit("De demonstratie startte niet.")
        time.sleep(1)
    return server


def stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=60)


def public_paths() -> list[str]:
    """The fixed pages, a few kinds of places, and the first two of each list."""
    found = [*FIXED, *(f"/wijken/{code}" for code in PLACES), *study_paths()]
    for page, link in LISTS.items():
        found += list(dict.fromkeys(re.findall(link, answer(page)[1])))[:2]
    gone = [path for path in found if answer(path)[0] != 200]
    for path in gone:
        print(f"geen 200, dus niet gekeurd: {path}", flush=True)
    return [path for path in found if path not in gone]


def study_paths() -> list[str]:
    """A list, an outcome and a refused one, each with its explanation, and all of a city."""
    found = [STUDIES_OF_CITY, next(iter(STUDIES))]
    for page, link in STUDIES.items():
        outcome = re.findall(link, answer(page)[1])[:1]
        if not outcome:
            print(f"geen onderzoek op {page}, dus niet gekeurd", flush=True)
        found += [path for one in outcome for path in (one, f"{one}/uitleg")]
    return found


def sign_in(login: str) -> tuple[str, str]:
    """The session's cookie, and the page that one lands on."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{BASE}/inloggen", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    fields = {"login": login, "password": PASSWORD, "csrfmiddlewaretoken": token.group(1) if token else ""}
    landed = browser.open(f"{BASE}/inloggen", urllib.parse.urlencode(fields).encode(), timeout=60)
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar), landed.read().decode()


def tool(name: str, *arguments: str, **variables: str) -> str | None:
    """None when the tool is content, else what to say at the end."""
    print(f"\n--- {name} {' '.join(arguments)[:150]}", flush=True)
    done = subprocess.run([str(KIT / name), *arguments], env={**os.environ, **variables}, stdin=subprocess.DEVNULL)
    return None if done.returncode == 0 else f"{name}{' (ingelogd)' if variables else ''}"


def judge_public(paths: list[str]) -> list[str | None]:
    studies = [path for path in study_paths() if path in paths and "krachtwijken" not in path]  # no names of 90 wijken
    urls = [BASE + path for path in READ_BY_RESIDENTS if path in paths] + [BASE + path for path in studies]
    return [
        tool("axe-pages", BASE, *paths),
        tool("html-valid", BASE, *paths),
        tool("no-third-party", BASE, *paths),
        tool("adr-lint", f"{BASE}/api/v1"),
        tool("readability", *urls),
    ]


def judge_error_page() -> list[str | None]:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "404.html"
        page.write_text(answer("/bestaat-niet")[1])
        return [tool("html-valid", str(page))]


def studies_at_work(cookie: str) -> list[str]:
    """The manager's list of studies and what is proposed, the first study, one review of its comparison wijken, and
    the screening."""

    def first(path: str, link: str) -> str | None:
        page = urllib.request.urlopen(urllib.request.Request(BASE + path, headers={"Cookie": cookie}), timeout=60)
        return next(iter(re.findall(link, page.read().decode())), None)

    study = first(STUDIES_AT_WORK, rf'href="({STUDIES_AT_WORK}/\d+)"')
    review = first(study, rf'href="({study}/vergelijken/[^"/?#]+)"') if study else None
    proposals = f"{STUDIES_AT_WORK}/voorstellen"
    return [path for path in (STUDIES_AT_WORK, proposals, study, review, SCREENING) if path]


def judge_behind_login() -> list[str | None]:
    found: list[str | None] = []
    for login, link in BEHIND_LOGIN.items():
        cookie, landed = sign_in(login)
        main = landed.partition("<main")[2]
        paths = ["/start", *dict.fromkeys(re.findall(link, main))][:LOGIN_PAGES]
        paths = list(dict.fromkeys([*paths, *studies_at_work(cookie)]))
        found += [tool(name, BASE, *paths, KIT_COOKIE=cookie) for name in ("axe-pages", "html-valid", "no-third-party")]
    return found


def main() -> int:
    # an interrupted run still stops its server
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not KIT.is_dir():
        print(f"VALIDATORS NIET GEDRAAID: {KIT} is er niet.")
        return 0
    if shutil.which("npm") is None:
        os.environ["PATH"] += f"{os.pathsep}{ROOT / '.venv' / 'bin'}"
    server = start()
    try:
        findings = [*judge_public(public_paths()), *judge_error_page(), *judge_behind_login()]
    finally:
        stop(server)
    wrong = [finding for finding in findings if finding]
    print("\nValidators niet goed: " + "; ".join(wrong) if wrong else f"\nValidators: alle {len(findings)} goed.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
