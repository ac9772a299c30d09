"""Every row of the table, by family."""

from . import access, inequality, nearest, siting, travel

FAMILIES = {
    "nearest": nearest.ROWS,
    "travel": travel.ROWS,
    "access": access.ROWS,
    "inequality": inequality.ROWS,
    "siting": siting.ROWS,
}
