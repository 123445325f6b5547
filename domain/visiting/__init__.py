"""How visits are planned: cells ranked by an explained score, and given to visitors within their quotas."""
