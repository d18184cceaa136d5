"""What each enum value is called: msgids."""

from console.parcels.records import Condition, ParcelState
from console.words import N_

PARCEL_STATE = {
    ParcelState.EXPECTED: N_("Expected"),
    ParcelState.IN_WAREHOUSE: N_("Warehouse"),
    ParcelState.CONSOLIDATED: N_("Consolidated"),
    ParcelState.SHIPPED: N_("Shipped"),
    ParcelState.IN_CUSTOMS: N_("Customs"),
    ParcelState.DELIVERED: N_("Delivered"),
    ParcelState.LOST: N_("Lost"),
    ParcelState.RETURNED: N_("Returned"),
}
CONDITION = {
    Condition.UNKNOWN: N_("not looked at"),
    Condition.INTACT: N_("intact"),
    Condition.DAMAGED: N_("damaged on arrival"),
}
