"""Pure numbers: panels in, answers out. Nothing here knows Django, a table or a language.

`answer.answer(panel, options)` is the door. It imports the statistics library, so whoever calls it is a command or a
background worker, never the web process.
"""
