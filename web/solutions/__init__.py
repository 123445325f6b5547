"""The room of the seven solutions: what each asks for, how far it has come, what it brought."""
