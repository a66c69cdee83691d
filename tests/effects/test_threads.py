"""Sums come out the same on any number of cores."""

import os
import subprocess
import sys


def test_numbers_are_summed_in_one_thread_before_numpy_is_loaded() -> None:
    code = "import os, sys, wijkaanpak; print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    clean = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=clean)
    assert done.stdout.split() == ["False", "1"]
