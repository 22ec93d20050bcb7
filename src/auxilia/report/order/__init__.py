"""Order outcomes beside the ties: six families of indicators on the years of the dossier."""

from auxilia.report.order.block import actor_order, dyad_order
from auxilia.report.order.gather import years_of_coups
from auxilia.report.order.views import Order

__all__ = ["Order", "actor_order", "dyad_order", "years_of_coups"]
