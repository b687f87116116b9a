"""The parts of an API v2 study that are used, named as the API names them. Everything else in it is passed over."""

from __future__ import annotations

import msgspec


class _Part(msgspec.Struct, frozen=True, rename="camel"):
    pass


class Identification(_Part, frozen=True):
    """`identificationModule`."""

    nct_id: str
    brief_title: str = ""
    official_title: str = ""


class DateStruct(_Part, frozen=True):
    """A date as the registry writes it: YYYY-MM-DD, or YYYY-MM."""

    date: str = ""


class StatusModule(_Part, frozen=True):
    """`statusModule`."""

    overall_status: str = ""
    last_update_post_date_struct: DateStruct = DateStruct()
    last_update_submit_date: str = ""


class Sponsor(_Part, frozen=True):
    """A sponsor."""

    name: str = ""


class SponsorModule(_Part, frozen=True):
    """`sponsorCollaboratorsModule`."""

    lead_sponsor: Sponsor = Sponsor()


class ConditionsModule(_Part, frozen=True):
    """`conditionsModule`."""

    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class DesignModule(_Part, frozen=True):
    """`designModule`."""

    study_type: str = ""
    phases: tuple[str, ...] = ()


class ArmGroup(_Part, frozen=True):
    """An arm, and the interventions it gets ('Drug: Sotorasib')."""

    label: str = ""
    type: str = ""
    description: str = ""
    intervention_names: tuple[str, ...] = ()


class Intervention(_Part, frozen=True):
    """An intervention."""

    type: str = ""
    name: str = ""


class ArmsModule(_Part, frozen=True):
    """`armsInterventionsModule`."""

    arm_groups: tuple[ArmGroup, ...] = ()
    interventions: tuple[Intervention, ...] = ()


class EligibilityModule(_Part, frozen=True):
    """`eligibilityModule`; ages as '18 Years', '6 Months'; sex ALL, FEMALE or MALE."""

    eligibility_criteria: str = ""
    sex: str = ""
    minimum_age: str = ""
    maximum_age: str = ""


class Location(_Part, frozen=True):
    """A place."""

    facility: str = ""
    status: str = ""
    city: str = ""
    country: str = ""


class LocationsModule(_Part, frozen=True):
    """`contactsLocationsModule`."""

    locations: tuple[Location, ...] = ()


class Protocol(_Part, frozen=True):
    """`protocolSection`."""

    identification_module: Identification
    status_module: StatusModule = StatusModule()
    sponsor_collaborators_module: SponsorModule = SponsorModule()
    conditions_module: ConditionsModule = ConditionsModule()
    design_module: DesignModule = DesignModule()
    arms_interventions_module: ArmsModule = ArmsModule()
    eligibility_module: EligibilityModule = EligibilityModule()
    contacts_locations_module: LocationsModule = LocationsModule()


class Study(_Part, frozen=True):
    """One study."""

    protocol_section: Protocol


DECODER = msgspec.json.Decoder(Study)
