"""History for process mining, as OCEL 2.0: facts as events, related to the things and the persons they concern."""
