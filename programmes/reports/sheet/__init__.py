"""A report as a spreadsheet: written prefilled, opened with suspicion, read whole with everything that is wrong."""
