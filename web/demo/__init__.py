"""The article's Bloc as a history: invented people and units, the article's figures, told through the requests."""
