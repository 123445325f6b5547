"""Finding by words, without accents: units, and what was written in cases, meetings and visits."""
