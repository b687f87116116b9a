"""A report lists what it found and which genes it read: on those genes silence means not altered, elsewhere it means
nothing. Classes say what their own name says ('exon 19 deletion', 'V600E'); what a notation leaves open is not known.
"""

title = "Genes: altered, or read and normal"
order = 6
reads = "conditions"


def test_no_needs_a_test(spec):
    """'Not altered' needs a test that read the gene; a gene nobody read is not known"""
    spec(
        """
        alterations         panels                     condition
        KRAS, G12C          -                          alteration: {gene: KRAS, protein_change: G12C}
        -                   tumour panel, KRAS + NRAS  alteration: {gene: KRAS, protein_change: G12C}
        -                   tumour panel, NRAS         alteration: {gene: KRAS, protein_change: G12C}
        KRAS, absent        -                          alteration: {gene: KRAS, protein_change: G12C}
        KRAS, G12C, absent  -                          alteration: {gene: KRAS, protein_change: G12D}
        -                   -                          alteration: {gene: KRAS, protein_change: G12C}
        """,
        answer=["yes", "no", "not known", "no", "not known", "not known"],
        to_settle=["", "", "molecular test: KRAS", "", "molecular test: KRAS", "molecular test: KRAS"],
        note=["", "gene tested, nothing reported: not altered", "", "", "", ""],
    )


def test_another_mutation_of_the_gene_says_that_it_was_read(spec):
    """A mutation found in the tumour says that the gene was read: another one would have been reported too"""
    spec(
        """
        alterations                              condition
        KRAS, G12D                               alteration: {gene: KRAS, protein_change: G12C}
        BRCA2, kind: mutation, origin: germline  alteration: {gene: BRCA2, kind: mutation, origin: somatic}
        """,
        answer=["no", "not known"],
        note=["a mutation reported in this gene: it was read", ""],
    )


def test_a_panel_answers_only_for_what_it_can_see(spec):
    """A panel that reads mutations sees no fusion; a germline panel says nothing about the tumour, and the reverse"""
    spec(
        """
        panels                                        condition
        DNA panel, ALK, kinds: mutation               alteration: {gene: ALK, kind: fusion}
        RNA panel, ALK, kinds: fusion                 alteration: {gene: ALK, kind: fusion}
        panel, ALK                                    alteration: {gene: ALK, kind: fusion}
        panel, ALK                                    alteration: {gene: ALK}
        blood panel, BRCA1 + BRCA2, origin: germline  alteration: {gene: [BRCA1, BRCA2], kind: mutation}
        blood panel, BRCA1 + BRCA2, origin: germline  alteration: {gene: [BRCA1, BRCA2], kind: mutation, origin: germline}
        tumour panel, BRCA1 + BRCA2, origin: somatic  alteration: {gene: [BRCA1, BRCA2], kind: mutation, origin: germline}
        """,
        answer=["not known", "no", "not known", "not known", "not known", "no", "not known"],
    )


def test_what_the_finding_leaves_out_is_not_known(spec):
    """A finding that does not say its origin, its class or whether it is pathogenic leaves that open"""
    spec(
        """
        alterations                              condition
        BRCA1, kind: mutation                    alteration: {gene: BRCA1, origin: germline}
        BRCA1, kind: mutation, origin: germline  alteration: {gene: BRCA1, origin: germline, pathogenic: true}
        BRCA1, kind: mutation, pathogenic: true  alteration: {gene: BRCA1, pathogenic: true}
        EGFR, kind: mutation                     alteration: {gene: EGFR, protein_change: L858R}
        ALK, kind: fusion                        alteration: {gene: ALK, kind: fusion, partner: EML4}
        EGFR                                     alteration: {gene: EGFR, kind: mutation}
        """,
        answer=["not known", "not known", "yes", "not known", "not known", "not known"],
    )


def test_classes_by_their_notation(spec):
    """A class is told by the notation it is named after, in either direction"""
    spec(
        """
        alterations                                      condition
        KRAS, G12C                                       alteration: {gene: KRAS, class: g12c}
        KRAS, G12D                                       alteration: {gene: KRAS, class: g12c}
        KRAS, alteration_class: g12c                     alteration: {gene: KRAS, protein_change: G12C}
        BRAF, V600E                                      alteration: {gene: BRAF, class: v600e}
        BRAF, V600K                                      alteration: {gene: BRAF, class: v600e}
        BRAF, V600K                                      alteration: {gene: BRAF, class: class-1}
        BRAF, K601E                                      alteration: {gene: BRAF, class: v600}
        BRAF, alteration_class: v600                     alteration: {gene: BRAF, class: v600e}
        BRAF, alteration_class: v600                     alteration: {gene: BRAF, protein_change: V600E}
        BRAF, alteration_class: v600                     alteration: {gene: BRAF, protein_change: "V600*"}
        BRAF, alteration_class: class-2, kind: mutation  alteration: {gene: BRAF, class: class-1}
        PIK3CA, H1047R                                   alteration: {gene: PIK3CA, class: pik3ca-hotspot}
        """,
        answer=[
            "yes",
            "no",
            "yes",
            "yes",
            "no",
            "yes",
            "no",
            "not known",
            "not known",
            "yes",
            "no",
            "not known",
        ],
    )


def test_egfr_classes(spec):
    """EGFR: the usual deletions of exon 19 and insertions of exon 20 by their codons, others by their exon"""
    spec(
        """
        alterations                               condition
        EGFR, E746_A750del                        alteration: {gene: EGFR, class: exon-19-deletion}
        EGFR, kind: deletion, exon: 19            alteration: {gene: EGFR, class: exon-19-deletion}
        EGFR, L858R                               alteration: {gene: EGFR, class: exon-19-deletion}
        EGFR, L858R                               alteration: {gene: EGFR, class: common-egfr-mutation}
        EGFR, alteration_class: exon-19-deletion  alteration: {gene: EGFR, class: common-egfr-mutation}
        EGFR, D770_N771insG                       alteration: {gene: EGFR, class: exon-20-insertion}
        EGFR, D770_N771insG                       alteration: {gene: EGFR, class: common-egfr-mutation}
        EGFR, G719A                               alteration: {gene: EGFR, class: uncommon-egfr-mutation}
        EGFR, T790M                               alteration: {gene: EGFR, class: gatekeeper}
        EGFR, kind: mutation                      alteration: {gene: EGFR, class: [exon-19-deletion, l858r]}
        EGFR, kind: amplification                 alteration: {gene: EGFR, class: exon-19-deletion}
        """,
        answer=["yes", "yes", "no", "yes", "yes", "yes", "no", "yes", "yes", "not known", "not known"],
    )


def test_met_exon_14(spec):
    """MET: a skipped exon 14, or a mutation of it; a substitution without its exon is left open"""
    spec(
        """
        alterations            condition
        MET, kind: skipping    alteration: {gene: MET, class: exon-14-skipping}
        MET, exon: 14          alteration: {gene: MET, class: exon-14-skipping}
        MET, D1010N            alteration: {gene: MET, class: exon-14-skipping}
        MET, Y1230C, exon: 19  alteration: {gene: MET, class: exon-14-skipping}
        """,
        answer=["yes", "yes", "not known", "no"],
    )


def test_fusions_and_rearrangements(spec):
    """A fusion is a rearrangement; a rearrangement whose partner was not read may be a fusion"""
    spec(
        """
        alterations                       panels                         condition
        ALK, kind: fusion                 -                              alteration: {gene: ALK, kind: rearrangement}
        ALK, kind: rearrangement          RNA panel, ALK, kinds: fusion  alteration: {gene: ALK, kind: fusion}
        EML4, kind: fusion, partner: ALK  -                              alteration: {gene: ALK, kind: fusion, partner: EML4}
        ALK, kind: mutation               RNA panel, ALK, kinds: fusion  alteration: {gene: ALK, kind: fusion}
        """,
        answer=["yes", "not known", "yes", "no"],
    )


def test_wild_type(spec):
    """Wild-type: every gene was read and nothing was found; a small deletion or a skipped exon is a mutation"""
    spec(
        """
        alterations                     panels                     condition
        -                               tumour panel, KRAS + NRAS  wild_type: [KRAS, NRAS]
        -                               tumour panel, KRAS         wild_type: [KRAS, NRAS]
        KRAS, G12D                      tumour panel, KRAS + NRAS  wild_type: [KRAS, NRAS]
        NRAS, Q61K                      tumour panel, KRAS         wild_type: [KRAS, NRAS]
        EGFR, kind: deletion, exon: 19  tumour panel, EGFR         wild_type: EGFR
        EGFR, kind: deletion            tumour panel, EGFR         wild_type: EGFR
        EGFR, kind: amplification       tumour panel, EGFR         wild_type: EGFR
        """,
        answer=["yes", "not known", "no", "no", "no", "not known", "yes"],
        to_settle=["", "molecular test: NRAS", "", "", "", "molecular test: EGFR", ""],
    )


def test_a_change_that_appears_under_treatment(spec):
    """`acquired`: only a test made since the last line began says no to a change that treatment selects"""
    spec(
        """
        panels                    lines                  condition
        plasma, ESR1, 2026-06-01  letrozole, 2024-01-10  alteration: {gene: ESR1, kind: mutation, acquired: true}
        tumour, ESR1, 2023-12-01  letrozole, 2024-01-10  alteration: {gene: ESR1, kind: mutation, acquired: true}
        tumour, ESR1, 2023-12-01  letrozole, 2024-01-10  alteration: {gene: ESR1, kind: mutation}
        """,
        answer=["no", "not known", "no"],
    )
