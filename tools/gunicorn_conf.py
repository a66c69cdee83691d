"""The web server, in the demonstration and in production: `gunicorn -c tools/gunicorn_conf.py`.

Two processes so that one that computes does not hold up the other; threads because a page mostly waits for data.
"""

import os

wsgi_app = "wijkaanpak.wsgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 10
keepalive = 5
# a process that grew is replaced before anyone notices, and not both at once
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - the heartbeat never waits for a disk
accesslog = None
errorlog = "-"
loglevel = "warning"
