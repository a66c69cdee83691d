"""Measurements as ratios against what could not be faster: `make bench`. See bench/README.md."""
