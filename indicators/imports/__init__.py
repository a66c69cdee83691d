"""From a file to figures: staged in batches, then merged so that all of a file counts or none of it."""
