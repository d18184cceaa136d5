"""What each clause means, in our own words, as the window and the letters say it."""

from collections.abc import Mapping
from types import MappingProxyType

from console.words import N_

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "D-01": (
            N_("Customs duties"),
            N_("Our prices are before customs: what the destination charges on import is for the buyer."),
        ),
        "D-02": (
            N_("What the warehouse checks"),
            N_(
                "On intake in Japan the warehouse looks for visible transport damage only. "
                "Faults, function and authenticity are not tested."
            ),
        ),
        "D-03": (
            N_("Missing or wrong items"),
            N_(
                "A remedy for items that are missing, wrong or incomplete is not promised. "
                "Whatever of the order is still found in the warehouse is sent on."
            ),
        ),
        "D-04": (
            N_("Outages beyond our control"),
            N_(
                "We do not answer for orders cut short or data lost through events outside our control. "
                "We do help, within reason, to keep the damage small."
            ),
        ),
        "D-05": (
            N_("Delivery times"),
            N_("The delivery times we show are forecasts; arriving later than shown breaks no promise."),
        ),
        "D-06": (
            N_("Damage to packaging"),
            N_(
                "A crushed, bent or soiled box around an unharmed product gives no claim to a return, "
                "an exchange or money. Damage to the product itself is another matter."
            ),
        ),
        "D-07": (
            N_("Second-hand sales"),
            N_("Goods that change hands second-hand are outside what we answer for."),
        ),
        "D-08": (
            N_("Storage period"),
            N_("A parcel left in the warehouse past its storage period lies there at its owner's risk."),
        ),
        "D-09": (
            N_("Facts before a decision"),
            N_("Who is asking and what the product is must be established before a dispute is decided."),
        ),
        "D-10": (
            N_("The order as recorded"),
            N_("Product, number, time, amount, remarks and recipient of the order are part of the case."),
        ),
        "D-11": (
            N_("Sellers and other third parties"),
            N_(
                "Sellers and other third parties have privacy rules of their own; ours do not speak for them."
            ),
        ),
        "R-01": (
            N_("Answer in time"),
            N_("Whoever writes to us has an answer within the promised number of days from receipt."),
        ),
        "M-01": (
            N_("People under 18"),
            N_("Minors read the policy with a guardian and use the service with the guardian's consent."),
        ),
        "M-02": (
            N_("Children under 14"),
            N_("Children act through a guardian, whose consent and guidance must be proved."),
        ),
        "M-04": (
            N_("A minor's contract"),
            N_("Whoever orders is taken to be of age. An order by a minor is a question for lawyers."),
        ),
        "V-01": (
            N_("No cut of rights"),
            N_("Rights under an earlier version are not cut without explicit consent."),
        ),
        "B-08": (
            N_("Recommended channels"),
            N_("Personal data should not travel by channels that we do not recommend."),
        ),
    }
)
# The headings of the privacy policy under which clauses stand; its appendices have none.
SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "D-09": N_("Customer service and dispute resolution"),
        "D-10": N_("Placing and managing orders"),
        "D-11": N_("Scope of this policy"),
        "R-01": N_("Managing your information"),
        "M-01": N_("Protection of minors' information"),
        "M-02": N_("Protection of minors' information"),
        "M-04": N_("Protection of minors' information"),
    }
)
