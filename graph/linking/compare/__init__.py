"""How two values of one field compare: a level, from best to worst, with the sentence the reader reads."""
