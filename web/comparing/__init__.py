"""Two moments of one page compared: what appeared, what is gone, what is otherwise, with the old value struck out."""
