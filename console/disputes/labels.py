"""What each enum value is called: msgids, for window, command line and letters.

One table an enum: values of two enums can be equal strings ("lost" is a kind and an answer).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from console.disputes.guidance import AmountError, Approval, Block, Flag, NextStep
from console.disputes.records import Asked, Exemption, IdentityCheck, Kind, LawWarning, Outcome, Question
from console.words import N_

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = MappingProxyType(
    {
        Kind: {
            Kind.CUSTOMS: N_("Customs duty"),
            Kind.QUALITY: N_("Quality or function"),
            Kind.MISSING: N_("Missing item"),
            Kind.WRONG: N_("Wrong item"),
            Kind.SYSTEM: N_("Outage"),
            Kind.DELAY: N_("Late delivery"),
            Kind.LOST: N_("Lost parcel"),
            Kind.PACKAGING: N_("Packaging damage"),
            Kind.SECOND_HAND: N_("Second-hand goods"),
            Kind.STORAGE: N_("Storage"),
            Kind.SELLER: N_("Seller or third party"),
            Kind.PAYMENT: N_("Payment"),
            Kind.OTHER: N_("Something else"),
        },
        Outcome: {
            Outcome.REFUND: N_("Refund"),
            Outcome.PARTIAL: N_("Refund in part"),
            Outcome.RESEND: N_("Send what was found"),
            Outcome.GOODWILL: N_("Goodwill"),
            Outcome.ASSIST: N_("Help without liability"),
            Outcome.DENY: N_("Decline with reason"),
            Outcome.ESCALATE: N_("Pass on"),
        },
        IdentityCheck: {
            IdentityCheck.ACCOUNT: N_("Signed in to the account"),
            IdentityCheck.EMAIL: N_("Answered from the verified e-mail address"),
            IdentityCheck.PHONE: N_("Called back on the verified number"),
            IdentityCheck.ORDER: N_("Named details of the order that only its buyer knows"),
            IdentityCheck.DOCUMENT: N_("Showed an identity document"),
            IdentityCheck.GUARDIAN: N_("A guardian, relation proved"),
        },
        Question: {
            Question.DUTY_CAUSE: N_("Why was duty charged?"),
            Question.INTAKE_DAMAGE: N_("Was the parcel visibly damaged at intake?"),
            Question.WAREHOUSE_SEARCH: N_("What did the search of the warehouse find?"),
            Question.WEIGHT_LOSS: N_("Was weight lost after intake?"),
            Question.SYSTEM_CAUSE: N_("What caused the outage?"),
            Question.DATA_LOST: N_("Were data lost?"),
            Question.CARRIER_SAYS: N_("What does the carrier say?"),
            Question.ITEM_DAMAGED: N_("Is the item itself damaged?"),
            Question.ITEMS_MISSING: N_("Are items missing?"),
            Question.SECOND_HAND: N_("Which second-hand sale is meant?"),
            Question.COUNTERFEIT_OR_STOLEN: N_("Are the goods counterfeit or stolen?"),
            Question.LOST_ON: N_("On which day was it lost?"),
            Question.PRIVACY_CLAIM: N_("Is it about the seller's handling of personal data?"),
            Question.CONTACT_FORWARDED: N_("Was the contact passed on?"),
            Question.GUARDIAN_CONSENT: N_("Is a guardian's consent recorded?"),
        },
        Asked: {
            Asked.CUSTOMS_BILL: N_("Customs bill"),
            Asked.DESTINATION: N_("Destination"),
            Asked.ARRIVAL_PHOTOS: N_("Photographs on arrival"),
            Asked.INTAKE_RECORD: N_("Intake record"),
            Asked.PACKING_VIDEO: N_("Packing video"),
            Asked.WEIGHTS: N_("Weights at intake and outbound"),
            Asked.CONTENT_PHOTO: N_("Photograph of the contents"),
            Asked.INCIDENT_ID: N_("Number of the outage"),
            Asked.TIME_MATCH: N_("Times of outage and order compared"),
            Asked.TRACKING: N_("Tracking"),
            Asked.OUTER_PHOTO: N_("Photograph of the outer box"),
            Asked.INNER_PHOTO: N_("Photograph of the inner packaging"),
            Asked.ITEM_PHOTO: N_("Photograph of the item"),
            Asked.LISTING_COPY: N_("Copy of the listing"),
            Asked.INTAKE_DATE: N_("Date of intake"),
            Asked.STORAGE_PERIOD: N_("Storage period in force"),
            Asked.REMINDERS: N_("Reminders sent"),
        },
        Exemption: {
            Exemption.DECLARED_WRONGLY: N_("We declared wrongly"),
            Exemption.CHARGED_TWICE: N_("The duty was charged twice"),
            Exemption.DAMAGE_NOT_RECORDED: N_("Damage visible at intake was not recorded"),
            Exemption.INSPECTION_BOUGHT: N_(
                "An inspection was bought: this clause does not cover the dispute"
            ),
            Exemption.WEIGHT_LOST_AFTER_INTAKE: N_("The weights show a loss after intake"),
            Exemption.PLANNED_MAINTENANCE: N_("It was planned maintenance"),
            Exemption.OWN_FAULT: N_("The fault was ours"),
            Exemption.DATA_LOST: N_("Data were lost"),
            Exemption.CARRIER_CONFIRMS_LOSS: N_("The carrier confirms the loss"),
            Exemption.GUARANTEE_BOUGHT: N_("Guaranteed delivery was bought"),
            Exemption.ITEM_DAMAGED: N_("The item itself is damaged"),
            Exemption.ITEMS_MISSING: N_("Items are missing"),
            Exemption.COUNTERFEIT_OR_STOLEN: N_("Counterfeit or stolen goods"),
            Exemption.LOST_WITHIN_PERIOD: N_("It was lost within the storage period"),
            Exemption.NO_REMINDER: N_("No reminder was sent"),
            Exemption.PERIOD_UNCLEAR: N_("Intake or loss has no date: the period is unclear"),
            Exemption.NOT_ABOUT_PRIVACY: N_("It is not about privacy: this clause says nothing"),
        },
        LawWarning: {
            LawWarning.JAPAN_CONSUMER_CONTRACT: N_(
                "Japan's Consumer Contract Act, art. 8, may void this: liability for one's own default "
                "cannot be excluded entirely, for intent or gross negligence not at all. "
                "To be confirmed by counsel."
            ),
            LawWarning.EU_UNFAIR_TERMS: N_(
                "The European Union's law on unfair terms may void this. To be confirmed by counsel."
            ),
            LawWarning.UK_UNFAIR_TERMS: N_(
                "The United Kingdom's law on unfair terms may void this. To be confirmed by counsel."
            ),
        },
        Block: {
            Block.IDENTITY_MISSING: N_("It is not recorded how the customer's identity was checked."),
            Block.PRODUCT_MISSING: N_("It is not recorded what the product is and what is wrong with it."),
            Block.GUARDIAN_MISSING: N_(
                "The customer may be under 14: a guardian's consent must be recorded."
            ),
            Block.STORAGE_PERIOD_UNSET: N_(
                "No storage period is set, so nobody can say whether it has passed."
            ),
            Block.SEARCH_FIRST: N_("The warehouse must be searched first; record what was found."),
            Block.NOTHING_TO_RESEND: N_("The search found nothing that could be sent."),
            Block.SECOND_HAND_UNCLEAR: N_(
                "It is open which second-hand sale is meant: goods sold on by the customer, or bought used."
            ),
        },
        Flag: {
            Flag.MINORS_CONTRACT: N_("The customer was under age when ordering: ask the legal department."),
            Flag.PERHAPS_MINORS_CONTRACT: N_(
                "The customer may have been under age when ordering; only the year of birth is known."
            ),
            Flag.COUNTRY_UNKNOWN: N_("Nobody knows where the customer lives: the law at home is taken."),
        },
        NextStep: {
            NextStep.SEARCH_WAREHOUSE: N_("Have the warehouse searched"),
            NextStep.ASK_CARRIER: N_("Ask the carrier"),
            NextStep.CLAIM_FROM_CARRIER: N_("Claim from the carrier"),
            NextStep.CLAIM_FROM_INSURER: N_("Claim from the insurer"),
            NextStep.REPORT_INCIDENT: N_("Tell the privacy officer: data were lost"),
            NextStep.FORWARD_CONTACT: N_("Explain, and pass the contact on"),
            NextStep.CHOOSE_OTHER_KIND: N_("Choose another kind of dispute"),
            NextStep.ASK_LEGAL: N_("Ask the legal department"),
        },
        Approval: {
            Approval.GOODWILL: N_("Goodwill needs a supervisor who did not record the case."),
            Approval.ABOVE_LIMIT: N_(
                "The amount is above the limit: a supervisor who did not record the case decides."
            ),
            Approval.CONSUMER_LAW: N_(
                "Consumer law may void this denial: a supervisor who did not record the case decides."
            ),
        },
        AmountError: {
            AmountError.MISSING: N_("This outcome needs an amount."),
            AmountError.NOT_WANTED: N_("This outcome pays nothing: leave the amount out."),
            AmountError.NOT_POSITIVE: N_("The amount must be more than zero."),
            AmountError.ABOVE_PAID: N_("The amount is more than was paid and not yet given back."),
            AmountError.NOT_PARTIAL: N_("A part must be less than what was paid and not yet given back."),
            AmountError.OTHER_CURRENCY: N_("The amount must be in the currency of the order."),
        },
    }
)

OWN_CASE = N_("You recorded this case or drafted this decision yourself.")
REASON_MISSING = N_("A decision needs its reason in words.")
SILENT = N_("The policy says nothing about this kind of dispute.")
SUPPLIED = N_("Supplied from the law, not from the policy.")
DEFAULT_ONLY = N_("A disclaimer is a default: it never closes a case by itself.")

ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "yes": N_("Yes"),
        "no": N_("No"),
        "destination-rules": N_("By the destination's rules"),
        "declared-wrongly": N_("We declared wrongly"),
        "charged-twice": N_("It was charged twice"),
        "none": N_("No damage was visible"),
        "recorded": N_("Yes, and it was recorded"),
        "not-recorded": N_("Yes, but it was not recorded"),
        "found": N_("Found"),
        "not-found": N_("Not found"),
        "outside-control": N_("Something outside our control"),
        "planned-maintenance": N_("Planned maintenance"),
        "own-fault": N_("A fault of ours"),
        "under-way": N_("It is under way"),
        "delivered-late": N_("It was delivered late"),
        "lost": N_("It is lost"),
        "resold-by-customer": N_("Goods that the customer sold on"),
        "bought-second-hand": N_("Goods that were bought used"),
    }
)


def label(member: StrEnum) -> str:
    """Return the msgid that names `member`."""
    return LABELS[type(member)][member]
