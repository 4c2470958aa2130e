"""Files written by people: every mistake reported at once, with its location."""
