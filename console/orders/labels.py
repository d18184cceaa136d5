"""What each enum value is called: msgids."""

from console.orders.records import Option, OrderState, PaymentState
from console.words import N_

ORDER_STATE = {
    OrderState.PLACED: N_("Placed"),
    OrderState.PAID: N_("Paid"),
    OrderState.BOUGHT: N_("Bought"),
    OrderState.IN_WAREHOUSE: N_("Warehouse"),
    OrderState.SHIPPED: N_("Shipped"),
    OrderState.DELIVERED: N_("Delivered"),
    OrderState.CANCELLED: N_("Cancelled"),
    OrderState.UNAVAILABLE: N_("Not available"),
}
OPTION = {
    Option.INSPECTION: N_("Inspection"),
    Option.INSURANCE: N_("Insurance"),
    Option.GUARANTEED_DELIVERY: N_("Guaranteed delivery"),
}
PAYMENT_STATE = {
    PaymentState.PENDING: N_("Pending"),
    PaymentState.PAID: N_("Paid"),
    PaymentState.FAILED: N_("Failed"),
    PaymentState.REFUNDED: N_("Refunded"),
}
