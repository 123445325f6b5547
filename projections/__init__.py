"""First floor, right: what people need to see, rebuilt from the journal at will."""

from projections import office_holders, roles_held, unit_tree
from projections.view import View

VIEWS: tuple[View, ...] = (unit_tree.view, office_holders.view, roles_held.view)
