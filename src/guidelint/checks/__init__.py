"""The closed set of checks, by kind: `module:class`, loaded when a rule names it."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from guidelint.checks.base import Check

CHECKS: dict[str, str] = {
    "required": "generic:Required",
    "forbidden": "generic:Forbidden",
    "pattern": "generic:Pattern",
    "one_of": "generic:OneOf",
    "length": "generic:Length",
    "number": "generic:Number",
    "count": "generic:Count",
    "provided": "contact:Provided",
    "hours": "contact:OfficeHours",
    "address": "contact:Address",
    "phone": "phones:PhoneNumber",
    "other_phone": "complaint:OtherPhone",
    "address_region": "address_region:AddressRegion",
    "depth": "depth:Depth",
    "online_at_depth": "depth:OnlineAtDepth",
    "counter_only": "depth:CounterOnly",
    "visits": "visits:Visits",
    "visits_at_depth": "visits:VisitsAtDepth",
    "zero_visit_channel": "visits:ZeroVisitChannel",
    "instant_matter": "matters:InstantMatter",
    "special_matter": "matters:SpecialMatter",
    "core_stages": "stages:CoreStages",
    "step_fields": "steps:StepFields",
    "step_sum": "steps:StepSum",
    "step_share": "steps:StepShare",
    "code": "codes:Code",
    "task_code_parts": "codes:TaskCodeParts",
    "region": "regions:Region",
    "body_level": "regions:BodyLevel",
    "code_list": "code_lists:CodeList",
    "audience_themes": "audience:AudienceThemes",
    "complete_items": "charges:CompleteItems",
    "uncharged": "charges:Uncharged",
    "stated_fee": "charges:StatedFee",
    "form_fee": "charges:FormFee",
    "result_type": "outcomes:ResultType",
    "delivery_limit": "outcomes:DeliveryLimit",
    "mail_delivery": "outcomes:MailDelivery",
    "limit": "deadline:Limit",
    "limit_handling": "agreement:LimitHandling",
    "limit_note": "agreement:LimitNote",
    "limits_compare": "limits:LimitsCompare",
    "limit_ratio": "limits:LimitRatio",
    "special_procedure": "procedure:SpecialProcedure",
    "correction": "procedure:Correction",
    "citation": "citation:CitedBasis",
    "citation_form": "citation_form:CitationForm",
    "document_number": "document_number:DocumentNumber",
    "permit_limit": "permit:PermitLimit",
    "permit_level": "permit:PermitLevel",
    "remedy": "remedies:Remedy",
    "open_ended": "materials:OpenEnded",
    "one_document": "materials:OneDocument",
    "copy_counts": "copies:CopyCounts",
    "distinct_materials": "materials:DistinctMaterials",
    "documents_listed": "materials:DocumentsListed",
    "mentions": "mentions:Mentions",
    "issuer_named": "documents:IssuerNamed",
    "proof": "documents:Proof",
    "rests_on_law": "documents:RestsOnLaw",
    "form_to_fill": "fill_in:FormToFill",
    "written": "fill_in:Written",
    "no_paper_online": "documents:NoPaperOnline",
    "fits_name": "fitting:FitsName",
    "shareable": "fitting:Shareable",
    "told_in_words": "process:ToldInWords",
    "repeated_step": "process:RepeatedStep",
    "timed_steps": "process:TimedSteps",
    "inspection_time": "process:InspectionTime",
    "proxy_conflict": "proxy:ProxyConflict",
}


@cache
def check_class(kind: str) -> type[Check]:
    """The class of a kind; KeyError when there is none."""
    module, _, name = CHECKS[kind].partition(":")
    loaded: type[Check] = getattr(import_module(f"guidelint.checks.{module}"), name)
    return loaded
