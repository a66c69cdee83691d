"""Starts workers out of a process that has imported everything, so that many starts do not cost a minute of imports.

Run with the environment of a site. Each line it reads asks for a worker (`start LOG`) or buries one that was killed
(`bury PID`); it answers with the number of the process. A worker is a fork in a process group of its own, and from
there on a Celery worker like any other, with its own pool.
"""

import os
import sys

import django


def main() -> None:
    django.setup()
    from indicators.imports import services  # noqa: F401 - what a worker would import at its first task
    from wijkaanpak.celery import app

    app.loader.import_default_modules()
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        number = int(rest) if word == "bury" else os.fork()
        if number == 0:
            become_worker(app, log=rest)
        if word == "bury":
            os.waitpid(number, 0)
        else:
            os.setpgid(number, number)  # here, so that it can be killed as a group from the moment it is known
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def become_worker(app: object, *, log: str) -> None:
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, target in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(stream, target)
    try:
        app.worker_main(["worker", "--concurrency=1", "--loglevel=warning"])  # type: ignore[attr-defined]
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
