"""A sentence of a protocol in one spelling: signs for comparisons, figures without commas, no typographic variants.

The result is only matched against; what a person is shown is always the original.
"""

from __future__ import annotations

import re
import unicodedata

_BACKSLASH = re.compile(r"\\(?=[^\w\s])")
_NUMBER_WORDS = {
    w: str(i)
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
} | {"twelve": "12", "eighteen": "18"}
_COUNTED = (
    r"(?=\s+(?:or\s+more\s+|prior\s+|previous\s+|lines?\b|line\(s\)|days?\b|weeks?\b|months?\b"
    r"|years?\b|measurable\b))"
)
_FIGURE = (
    r"(?=\s*(?:an?\s+)?(?:the\s+)?(?:age\s+of\s+|grade\s+)?(?:\d|uln\b|lln\b|upper\b"
    r"|lower\s+limit\b|institutional\b|institution\b))"
)
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"≧|⩾|≥|=\s?>|>\s?/\s?=|>\s?=|>\s?or\s?=|>\s?or\s+equal\s+to|\u2267", " >= "),
    (r"≦|⩽|≤|=\s?<|<\s?/\s?=|<\s?=|<\s?or\s?=|<\s?or\s+equal\s+to|\u2266", " <= "),
    (r"(?:greater|more|higher|larger)\s+than\s+or\s+equal\s+to(?:\s*\(>=\))?", " >= "),
    (r"equal\s+(?:to\s+)?or\s+(?:greater|more|higher)\s+than", " >= "),
    (r"(?:less|lower)\s+than\s+or\s+equal\s+to(?:\s*\(<=\))?", " <= "),
    (r"equal\s+(?:to\s+)?or\s+(?:less|lower)\s+than", " <= "),
    (r"(?:at\s+least|no(?:t)?\s+(?:less|lower|fewer)\s+than|a?\s?minimum\s+(?:of)?)" + _FIGURE, " >= "),
    (
        r"(?:at\s+most|not?\s+(?:more|greater|higher)\s+than|up\s+to|not\s+exceed(?:ing)?"
        r"|a?\s?maximum\s+of)"
         + _FIGURE, " <= "),
    (r"(?:greater|more|higher|larger)\s+than(?:\s*\(>\))?" + _FIGURE, " > "),
    (r"(?:exceeding|exceeds|above|over)" + _FIGURE, " > "),
    (r"(?:less|lower|fewer)\s+than(?:\s*\(<\))?" + _FIGURE, " < "),
    (r"(?:below|under)" + _FIGURE, " < "),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), sign) for pattern, sign in _SIGNS)
_GRADE = re.compile(
    r"\bgrade\s+(\d)\s*(?:or\s+(?:greater|higher|more|above|worse)|and\s+above|\+)"
    r"|(>=?)\s*grade\s*(\d)",
    re.I,
)
_OR_MORE = re.compile(
    r"(\d+(?:\.\d+)?)(\s+(?:years?|yrs?)(?:\s+(?:of\s+age|old))?)?(?:,)?\s+(?:or|and)\s+(?:more"
    r"|greater|older|higher|above|over)\b",
    re.I,
)
_OR_LESS = re.compile(r"(\d+(?:\.\d+)?)\s+or\s+(?:less|lower|fewer|below)\b", re.I)
_GLUED = re.compile(r"\b(BRAF|KRAS|NRAS|EGFR)(?:\s*p\.\s*|-)?([A-Z]\d{2,4}[A-Z*])\b")
_SAID_OTHERWISE = (
    (re.compile(r"response\s+evaluation\s+criteria\s+(?:in|for)\s+solid\s+tumou?rs", re.I), "RECIST"),
    (
        re.compile(
            r"(?:triple[\s-]negative\s+breast\s+(?:cancer|carcinoma)(?:\s*\(\s*m?TNBC\s*\))?|\bm?TNBC\b)",
            re.I,
        ),
        "HER2-negative HR-negative breast cancer",
    ),
    (re.compile(r"\s*\bper\s?cent\b(?:\s*\(%\))?", re.I), "%"),
    (re.compile(r"\s*\bper\s+(?:cubic\s+millimet(?:er|re)|mm\^?3)", re.I), "/mm3"),
    (re.compile(r"\s*\bper\s+(?:micro-?lit(?:er|re)|[uμ]L)\b", re.I), "/uL"),
    (re.compile(r"\bUNL\b"), "ULN"),
    (re.compile(r"\bcockcroft\s*(?:-|and|&)?\s*gault\b", re.I), "calculated"),
)
_LIMIT_OF_NORMAL = re.compile(
    r"(?:the\s+|an?\s+)?(?:institutional\s+|institution'?s?\s+|local\s+|laboratory\s+|reference\s+)*(?:"
    
        r"upper\s+(?:limits?\s+of\s+(?:the\s+)?(?:institutional\s+)?(?:normal|reference)(?:\s+range)?"
        r"|normal\s+limits?)|\buln\b)"
        
    r"(?:\s+of\s+normal)?(?:\s*\(\s*uln\s*\))?(?:\s+range\s*\(uln\)|\s+for\s+age)?",
    re.IGNORECASE,
)  # fmt: skip
_LOWER_LIMIT = re.compile(
    r"(?:the\s+)?(?:institutional\s+)?(?:lower\s+limit\s+of\s+normal|\blln\b)(?:\s*\(\s*lln\s*\))?", re.I
)


def plain(text: str) -> str:
    """`text` in one spelling, case kept."""
    text = unicodedata.normalize("NFKC", text)
    text = _BACKSLASH.sub("", text).replace("{", "(").replace("}", ")").replace("[", "(").replace("]", ")")
    text = text.replace("@", " ").replace("~", " ")  # the readers' own marks
    text = text.translate(str.maketrans("‘’“”–—−‐‑µ×∙·", "''\"\"-----μx.."))
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"\band\s*/\s*or\b", "and/or", text, flags=re.I)
    for pattern, said in _SAID_OTHERWISE:
        text = pattern.sub(said, text)
    text = _GLUED.sub(r"\1 \2", text)
    for word, figure in _NUMBER_WORDS.items():
        text = re.sub(rf"\b{word}\b(?:\s*\({figure}\))?" + _COUNTED, figure, text, flags=re.IGNORECASE)
    text = _LIMIT_OF_NORMAL.sub(" ULN ", text)
    text = _LOWER_LIMIT.sub(" LLN ", text)
    for pattern, sign in _COMPILED:
        text = pattern.sub(sign, text)
    text = _GRADE.sub(lambda m: f"grade >= {m[1]}" if m[1] else f"grade {m[2]} {m[3]}", text)
    text = _OR_MORE.sub(lambda m: f">= {m[1]}{m[2] or ''}", text)
    text = _OR_LESS.sub(r"<= \1", text)
    text = re.sub(r"(>=|<=|>|<)\s*\(\s*(?:>=|<=|>|<)\s*\)", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()
