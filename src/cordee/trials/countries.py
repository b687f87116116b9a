"""Countries by the names that trial registries write, as ISO 3166-1 alpha-2."""

from __future__ import annotations

from cordee.terms import normal

_NAMES = """AE United Arab Emirates|AL Albania|AM Armenia|AR Argentina|AT Austria|AU Australia|AZ Azerbaijan
BA Bosnia and Herzegovina|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BJ Benin|BO Bolivia|BR Brazil
BW Botswana|BY Belarus|CA Canada|CD Congo, The Democratic Republic of the|CH Switzerland|CI Côte D'Ivoire|CL Chile
CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba|CY Cyprus|CZ Czechia|CZ Czech Republic|DE Germany|DK Denmark
DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|ES Spain|ET Ethiopia|FI Finland|FR France|GB United Kingdom
GE Georgia|GF French Guiana|GH Ghana|GP Guadeloupe|GR Greece|GT Guatemala|HK Hong Kong|HN Honduras|HR Croatia|HU Hungary
ID Indonesia|IE Ireland|IL Israel|IN India|IQ Iraq|IR Iran, Islamic Republic of|IS Iceland|IT Italy|JM Jamaica|JO Jordan
JP Japan|KE Kenya|KH Cambodia|KR Korea, Republic of|KR South Korea|KW Kuwait|KZ Kazakhstan|LB Lebanon|LK Sri Lanka
LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova, Republic of|ME Montenegro|MG Madagascar
MK North Macedonia|ML Mali|MQ Martinique|MT Malta|MU Mauritius|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia
NC New Caledonia|NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NZ New Zealand|OM Oman|PA Panama|PE Peru
PF French Polynesia|PH Philippines|PK Pakistan|PL Poland|PR Puerto Rico|PT Portugal|PY Paraguay|QA Qatar|RE Réunion
RO Romania|RS Serbia|RU Russian Federation|RU Russia|RW Rwanda|SA Saudi Arabia|SD Sudan|SE Sweden|SG Singapore|SI Slovenia
SK Slovakia|SN Senegal|SV El Salvador|SY Syrian Arab Republic|TG Togo|TH Thailand|TN Tunisia|TR Turkey|TR Türkiye|TW Taiwan
TZ Tanzania|UA Ukraine|UG Uganda|US United States|UY Uruguay|UZ Uzbekistan|VE Venezuela|VN Vietnam|ZA South Africa
ZM Zambia|ZW Zimbabwe"""

_CODES: dict[str, str] = {
    normal(name): code
    for entry in _NAMES.replace("\n", "|").split("|")
    for code, _, name in (entry.partition(" "),)
}
_KNOWN = frozenset(_CODES.values())


def country_of(text: str) -> str:
    """The code of a country written by name or code; the text itself when it is not in the list."""
    written = text.strip()
    if written.upper() in _KNOWN:
        return written.upper()
    return _CODES.get(normal(written), written)


def is_country(code: str) -> bool:
    """Whether `code` is one of the list."""
    return code in _KNOWN
