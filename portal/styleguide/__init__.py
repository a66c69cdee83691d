"""/stijl: every part of a page in each of its states, with invented contents. In demonstration mode only."""
