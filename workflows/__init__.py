"""First floor, left: what people ask for, what follows by itself, the seven solutions."""
