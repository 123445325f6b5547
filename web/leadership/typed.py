"""What is typed into the forms about rules."""


def number(typed: str) -> object:
    """A number as it is typed in Vietnamese or English; anything else is left for its field to refuse."""
    try:
        return float(typed.strip().replace(",", "."))
    except ValueError:
        return typed
