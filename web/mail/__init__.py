"""Electronic mail: one digest a day for each person, over SMTP."""
