"""Kleene's strong logic of three values: a combination is known only when its known parts settle it whatever the
others are.
"""

title = "All, any, none, at least"
order = 12
reads = "conditions"


def test_all(spec):
    """`all`: one no is enough; otherwise one not known leaves it open. An empty `all` is met"""
    spec(
        """
        person                    condition
        female, born: 1961-05-02  all: [{sex: female}, {age: ">=18"}]
        female                    all: [{sex: female}, {age: ">=18"}]
        male                      all: [{sex: female}, {age: ">=18"}]
        -                         all: []
        """,
        answer=["yes", "not known", "no", "yes"],
    )


def test_any(spec):
    """`any`: one yes is enough; otherwise one not known leaves it open. An empty `any` is never met"""
    spec(
        """
        person                  condition
        female                  any: [{sex: female}, {age: ">=18"}]
        male                    any: [{sex: female}, {age: ">=18"}]
        male, born: 2020-05-02  any: [{sex: female}, {age: ">=18"}]
        -                       any: []
        """,
        answer=["yes", "not known", "no", "no"],
    )


def test_none(spec):
    """`none`: one yes is enough for no; what is not known stays not known"""
    spec(
        """
        person                  condition
        female                  none: [{sex: female}, {age: ">=18"}]
        male                    none: [{sex: female}, {age: ">=18"}]
        male, born: 2020-05-02  none: [{sex: female}, {age: ">=18"}]
        -                       none: [{none: [{sex: female}]}]
        """,
        answer=["no", "not known", "yes", "not known"],
    )


def test_at_least(spec):
    """`at_least`: met by that many; out of reach as soon as too few can still hold"""
    spec(
        """
        person                    condition
        female, born: 1961-05-02  at_least: {count: 2, of: [{sex: female}, {age: ">=18"}, {country: FR}]}
        female                    at_least: {count: 2, of: [{sex: female}, {age: ">=18"}, {country: FR}]}
        male, country: BE         at_least: {count: 2, of: [{sex: female}, {age: ">=18"}, {country: FR}]}
        """,
        answer=["yes", "not known", "no"],
    )
