"""What protocols call things, beside the names that the terms carry: American spelling, plurals, registry shorthand."""

from __future__ import annotations

# Each line: kind, then `phrase = id` separated by '|'. A phrase is compared without case and punctuation, unless it is
# written in capitals: then its case counts ('ALL' is a leukaemia, 'all' is not).
_NAMES = {
    "lab": """absolute neutrophil count = neutrophils|absolute neutrophil counts = neutrophils|neutrophil = neutrophils
        neutrophil count = neutrophils|absolute neutrophils = neutrophils|absolute granulocyte count = neutrophils
        blood platelets = platelets|platelet = platelets|platelet count = platelets|platelets count = platelets
        hemoglobin = haemoglobin|hemoglobin level = haemoglobin|haemoglobin level = haemoglobin|Hgb = haemoglobin
        HGB = haemoglobin|white blood cell count = leucocytes|white blood cell = leucocytes|leukocyte count = leucocytes
        leukocytes = leucocytes|absolute lymphocyte count = lymphocytes|lymphocyte = lymphocytes
        serum creatinine = creatinine|creatinine level = creatinine|serum creatinine level = creatinine
        blood creatinine = creatinine|plasma creatinine = creatinine|creatinine clearance rate = creatinine-clearance
        CCr = creatinine-clearance|calculated creatinine clearance = creatinine-clearance
        estimated creatinine clearance = creatinine-clearance|CrCL = creatinine-clearance|CRCL = creatinine-clearance
        CLcr = creatinine-clearance|CLCR = creatinine-clearance|measured creatinine clearance = creatinine-clearance
        eGFR = egfr|glomerular filtration rate = egfr|serum total bilirubin = bilirubin|total bilirubin = bilirubin
        serum bilirubin = bilirubin|total bilirubin level = bilirubin|total serum bilirubin = bilirubin
        T bilirubin = bilirubin|TBL = bilirubin|TBIL = bilirubin|direct bilirubin = direct-bilirubin
        aspartate aminotransferase = ast|aspartate transaminase = ast|serum aspartate aminotransferase = ast
        aspartate transferase = ast|AST = ast|SGOT = ast|serum glutamic oxaloacetic transaminase = ast
        alanine aminotransferase = alt|alanine transaminase = alt|alanine transferase = alt|ALT = alt|SGPT = alt
        serum alanine aminotransferase = alt|serum glutamic pyruvic transaminase = alt|serum albumin level = albumin
        albumin level = albumin|ALP = alp|alkaline phosphatase = alp|international normalized ratio = inr|LVEF = lvef
        left ventricular ejection fraction = lvef|cardiac ejection fraction = lvef
        resting left ventricular ejection fraction = lvef|QTc = qtc|QTcF = qtc|QTCF = qtc|QTcB = qtc
        corrected QT interval = qtc|QT interval corrected = qtc|corrected QT = qtc|corrected QTcF = qtc
        QTc interval = qtc|QTcF interval = qtc|resting corrected QT interval = qtc
        corrected QT interval using Fridericia's correction formula = qtc
        QT interval corrected by Fridericia's formula = qtc|QT interval corrected for heart rate = qtc
        resting corrected QTcF = qtc|body weight = weight|urine protein = proteinuria|glycated hemoglobin = hba1c
        HbA1c = hba1c|hemoglobin A1c = hba1c|oxygen saturation = oxygen-saturation|lactate dehydrogenase = ldh|LDH = ldh""",
    "marker": """ER = er|estrogen receptor = er|oestrogen receptor = er|PR = pr|PgR = pr|PGR = pr|progesterone receptor = pr
        HER2 = her2|HER 2 = her2|HER2/neu = her2|human epidermal growth factor receptor 2 = her2
        human epidermal receptor 2 = her2|HR = hormone-receptors|HoR = hormone-receptors
        hormone receptor = hormone-receptors|hormone receptors = hormone-receptors|PD L1 TPS = pd-l1-tps
        PD-L1 tumor proportion score = pd-l1-tps|TPS = pd-l1-tps|tumor proportion score = pd-l1-tps|CPS = pd-l1-cps
        combined positive score = pd-l1-cps|PD-L1 CPS = pd-l1-cps|PD-L1 combined positive score = pd-l1-cps
        PD-L1 = pd-l1|c-Met = c-met-expression|MSI = msi|microsatellite instability = msi|MMR = mmr
        mismatch repair = mmr""",
    "drug": """immune checkpoint inhibitors = checkpoint-inhibitor|checkpoint inhibitor = checkpoint-inhibitor
        immune checkpoint blockade = checkpoint-inhibitor|anti PD L1 antibody = anti-pd-l1
        anti PD 1 antibody = anti-pd-1|anti PD 1 PD L1 = anti-pd-1-or-pd-l1|anti PD L 1 = anti-pd-1-or-pd-l1
        anti PD 1 or anti PD L1 = anti-pd-1-or-pd-l1|anti PD L 1 therapy = anti-pd-1-or-pd-l1
        PD 1 or PD L1 inhibitor = anti-pd-1-or-pd-l1|PD L 1 inhibitor = anti-pd-1-or-pd-l1
        anti PD 1 or PD L1 = anti-pd-1-or-pd-l1|PD 1 PD L1 inhibitor = anti-pd-1-or-pd-l1
        anti PD 1 or anti PD L1 antibody = anti-pd-1-or-pd-l1|anti PD 1 anti PD L1 = anti-pd-1-or-pd-l1
        anti CTLA 4 antibody = anti-ctla-4|anti CTLA4 = anti-ctla-4|platinum based chemotherapy = platinum
        platinum based therapy = platinum|platinum containing chemotherapy = platinum|platinum based regimen = platinum
        platinum chemotherapy = platinum|platinum containing regimen = platinum
        platinum based combination therapy = platinum|platinum doublet chemotherapy = platinum
        platinum containing therapy = platinum|PARP inhibitor = parp-inhibitor
        poly ADP ribose polymerase inhibitor = parp-inhibitor|CDK4 6 inhibitor = cdk4-6-inhibitor
        poly ADP ribose polymerase PARP inhibitor = parp-inhibitor|CDK 4 6 inhibitor = cdk4-6-inhibitor
        EGFR TKI = egfr-tki|EGFR tyrosine kinase inhibitor = egfr-tki|EGFR TKI therapy = egfr-tki
        third generation EGFR TKI = egfr-tki-3g|3rd generation EGFR TKI = egfr-tki-3g
        3rd generation EGFR tyrosine kinase inhibitor = egfr-tki-3g
        third generation EGFR tyrosine kinase inhibitor = egfr-tki-3g|ALK TKI = alk-tki|ALK inhibitor = alk-tki
        ROS1 TKI = ros1-tki|KRAS G12C inhibitor = kras-g12c-inhibitor|KRAS G12C targeted therapy = kras-g12c-inhibitor
        KRASG12C inhibitor = kras-g12c-inhibitor|c MET inhibitor = met-tki|MET TKI = met-tki|cMET inhibitor = met-tki
        MET inhibitor = met-tki|HER2 directed therapy = her2-directed|HER2 targeted therapy = her2-directed
        anti HER2 therapy = her2-directed|HER2 targeted agent = her2-directed|anti HER2 agent = her2-directed
        HER2 targeting therapy = her2-directed|TROP2 targeted therapy = trop2-adc|TROP2 directed therapy = trop2-adc
        TROP 2 directed therapy = trop2-adc|anti TROP2 therapy = trop2-adc|FGFR inhibitor = fgfr-inhibitor
        selective FGFR inhibitor = fgfr-inhibitor|BTK inhibitor = btk-inhibitor|BTKi = btk-inhibitor
        aromatase inhibitors = aromatase-inhibitor|SERD = serd|selective estrogen receptor degrader = serd
        anti cancer vaccine = cancer-vaccine|anticancer vaccine = cancer-vaccine|tumor vaccine = cancer-vaccine
        therapeutic cancer vaccine = cancer-vaccine|CAR T cell therapy = car-t|CAR T = car-t
        chimeric antigen receptor T cell therapy = car-t|antibody drug conjugate = antibody-drug-conjugate
        ADC = antibody-drug-conjugate|T DXd = trastuzumab-deruxtecan|cytotoxic chemotherapy = chemotherapy
        systemic chemotherapy = chemotherapy|anticancer chemotherapy = chemotherapy
        systemic cytotoxic chemotherapy = chemotherapy|immunotherapies = immunotherapy
        tyrosine kinase inhibitors = tyrosine-kinase-inhibitor|topoisomerase I inhibitor = topoisomerase-1-inhibitor
        topoisomerase 1 inhibitor = topoisomerase-1-inhibitor
        androgen receptor pathway inhibitor = androgen-receptor-pathway-inhibitor|5 FU = fluorouracil
        T DM1 = trastuzumab-emtansine""",
    "cond": """human immunodeficiency virus = hiv|HIV = hiv|HIV infection = hiv|human immunodeficiency virus infection = hiv
        HIV 1 = hiv|human immunodeficiency virus HIV infection = hiv|acquired immunodeficiency syndrome = hiv|AIDS = hiv
        HIV positive = hiv|human immunodeficiency virus HIV = hiv|HIV 1 2 antibodies = hiv|HIV AIDS = hiv
        human immunodeficiency virus 1 = hiv|hepatitis B virus = hepatitis-b|hepatitis B infection = hepatitis-b
        hepatitis B virus infection = hepatitis-b|HBV = hepatitis-b|HBV infection = hepatitis-b
        hepatitis B virus HBV = hepatitis-b|hepatitis B virus HBV infection = hepatitis-b|hepatitis B HBV = hepatitis-b
        hepatitis C virus = hepatitis-c|hepatitis C infection = hepatitis-c|hepatitis C virus infection = hepatitis-c
        HCV = hepatitis-c|HCV infection = hepatitis-c|hepatitis C virus HCV = hepatitis-c
        hepatitis C virus HCV infection = hepatitis-c|hepatitis C HCV = hepatitis-c
        interstitial lung disease ILD = interstitial-lung-disease|ILD = interstitial-lung-disease
        pulmonary fibrosis = interstitial-lung-disease|idiopathic pulmonary fibrosis = interstitial-lung-disease
        interstitial pneumonia = interstitial-lung-disease
        interstitial lung disease ILD pneumonitis = interstitial-lung-disease
        ILD pneumonitis = interstitial-lung-disease|interstitial lung disease pneumonitis = interstitial-lung-disease
        pneumonitis interstitial lung disease = interstitial-lung-disease
        interstitial pneumonitis = interstitial-lung-disease|bronchial asthma = asthma
        autoimmune diseases = autoimmune-disease|autoimmune disorders = autoimmune-disease|heart failure = heart-failure
        congestive heart failure CHF = heart-failure|CHF = heart-failure|myocardial infarction = myocardial-infarction
        acute myocardial infarction = myocardial-infarction|epilepsy = seizure|seizure disorder = seizure
        cerebrovascular accident = stroke|organ transplantation = organ-transplant
        stem cell solid organ transplant = organ-transplant|stem cell solid organ transplantation = organ-transplant
        stem cell or solid organ transplant = organ-transplant|solid organ transplantation = organ-transplant
        organ transplant = organ-transplant|solid organ transplant = organ-transplant
        allogeneic organ transplantation = organ-transplant|allogeneic organ transplant = organ-transplant
        allogeneic solid organ transplant = organ-transplant|allogeneic tissue solid organ transplant = organ-transplant
        allogenic organ transplantation = organ-transplant|allogeneic stem cell transplantation = stem-cell-transplant
        allogeneic stem cell transplant = stem-cell-transplant
        allogeneic bone marrow transplantation = stem-cell-transplant
        allogeneic hematopoietic stem cell transplantation = stem-cell-transplant
        allogeneic hematopoietic stem cell transplant = stem-cell-transplant
        allogeneic bone marrow transplant = stem-cell-transplant|allogeneic stem cell = stem-cell-transplant
        uncontrolled active infection = active-infection|active uncontrolled infection = active-infection
        active systemic infection = active-infection|active infections = active-infection
        active infectious disease = active-infection|serious active infection = active-infection
        active tuberculosis = tuberculosis|active tuberculosis infection = tuberculosis|active TB = tuberculosis
        liver cirrhosis = cirrhosis|intestinal obstruction = bowel-obstruction
        gastrointestinal obstruction = bowel-obstruction|gastrointestinal perforation = gastrointestinal-perforation
        GI perforation = gastrointestinal-perforation|malabsorption = poor-absorption
        impaired bowel absorption = poor-absorption|malabsorption syndrome = poor-absorption
        spinal cord compression = spinal-cord-compression|type 1 diabetes mellitus = diabetes-type-1
        type 2 diabetes mellitus = diabetes-type-2|DPD deficiency = dpd-deficiency
        dihydropyrimidine dehydrogenase DPD deficiency = dpd-deficiency|long QT syndrome = long-qt
        congenital long QT syndrome = long-qt|Gilbert's syndrome = gilbert|Gilberts syndrome = gilbert
        Gilbert's disease = gilbert|Gilbert's = gilbert|familial hyperbilirubinemia = gilbert
        pericardial effusion = pericardial-effusion|ascites = ascites""",
    "cancer": """NSCLC = nsclc|non small cell lung cancer NSCLC = nsclc|non small cell lung carcinoma = nsclc
        non small cell lung cancer = nsclc|nonsquamous NSCLC = nsclc-non-squamous
        non squamous NSCLC = nsclc-non-squamous|nonsquamous non small cell lung cancer = nsclc-non-squamous
        non squamous non small cell lung cancer = nsclc-non-squamous
        non squamous non small cell lung cancer NSCLC = nsclc-non-squamous
        nonsquamous non small cell lung cancer NSCLC = nsclc-non-squamous|squamous NSCLC = nsclc-squamous|SCLC = sclc
        squamous non small cell lung cancer = nsclc-squamous|small cell lung cancer SCLC = sclc|HCC = hepatocellular
        hepatocellular carcinoma HCC = hepatocellular|hepatocellular cancer = hepatocellular
        adenocarcinoma of the breast = breast|carcinoma of the breast = breast|breast adenocarcinoma = breast
        invasive breast cancer = breast|invasive carcinoma of the breast = breast|colorectal adenocarcinoma = colorectal
        mCRC = colorectal|MCRC = colorectal|adenocarcinoma of the colon or rectum = colorectal
        colorectal cancer CRC = colorectal|colorectal carcinoma CRC = colorectal
        adenocarcinoma of colon or rectum = colorectal
        gastric or gastroesophageal junction adenocarcinoma = gastric,gastro-oesophageal-junction
        gastric or GEJ adenocarcinoma = gastric,gastro-oesophageal-junction
        gastric or gastroesophageal junction cancer = gastric,gastro-oesophageal-junction|ESCC = oesophagus-squamous
        esophageal squamous cell carcinoma ESCC = oesophagus-squamous
        gastroesophageal junction cancer = gastro-oesophageal-junction|gastric cancer GC = gastric
        biliary tract cancer BTC = biliary|biliary tract carcinoma = biliary|RCC = kidney
        renal cell carcinoma RCC = kidney|mCRPC = prostate|adenocarcinoma of the prostate = prostate
        prostatic adenocarcinoma = prostate|urothelial carcinoma UC = urothelial|UC = urothelial
        transitional cell carcinoma = urothelial|urothelial carcinoma of the bladder = bladder
        HNSCC = head-and-neck-squamous|squamous cell carcinoma of the head and neck = head-and-neck-squamous
        SCCHN = head-and-neck-squamous|head and neck squamous cell carcinoma HNSCC = head-and-neck-squamous
        NPC = nasopharynx|nasopharyngeal carcinoma NPC = nasopharynx|nasopharyngeal cancer = nasopharynx
        PDAC = pancreas-adenocarcinoma|adenocarcinoma of the pancreas = pancreas-adenocarcinoma
        advanced solid tumors = solid-tumour|solid tumors = solid-tumour|solid tumor = solid-tumour
        solid malignancies = solid-tumour|solid tumor malignancy = solid-tumour|solid malignancy = solid-tumour
        endometrial carcinoma = endometrium|cervical cancer = cervix|carcinoma of the cervix = cervix
        cervical carcinoma = cervix|epithelial ovarian cancer = ovary|MM = myeloma|multiple myeloma MM = myeloma
        AML = aml|acute myeloid leukemia AML = aml|DLBCL = dlbcl|diffuse large B cell lymphoma DLBCL = dlbcl|CLL = cll
        CLL SLL = cll|CLL/SLL = cll|GBM = glioblastoma|H3 K27M mutant diffuse glioma = diffuse-midline-glioma
        esophageal carcinoma = oesophagus
        GIST = gist|MPM = mesothelioma-pleural""",
    "tox": """peripheral neuropathy = neuropathy|neuropathy = neuropathy
        peripheral sensory neuropathy = peripheral-sensory-neuropathy|sensory neuropathy = peripheral-sensory-neuropathy
        sensory or motor neuropathy = neuropathy|hearing loss = ototoxicity
        peripheral motor neuropathy = peripheral-motor-neuropathy""",
    "gene": """EGFR = EGFR|epidermal growth factor receptor = EGFR|epidermal growth factor receptor EGFR = EGFR|ALK = ALK
        anaplastic lymphoma kinase = ALK|anaplastic lymphoma kinase ALK = ALK|c-MET = MET|cMET = MET|BRCA = BRCA1,BRCA2
        BRCA1/2 = BRCA1,BRCA2|BRCA 1/2 = BRCA1,BRCA2|BRCA1 and/or BRCA2 = BRCA1,BRCA2|BRCA1 or BRCA2 = BRCA1,BRCA2
        NTRK = NTRK1,NTRK2,NTRK3|NTRK1/2/3 = NTRK1,NTRK2,NTRK3""",
    "hist": """adenosquamous = adenosquamous|neuroendocrine = neuroendocrine|small cell cancer = small-cell
        squamous cell = squamous|neuroendocrine tumors = neuroendocrine-tumour
        neuroendocrine tumor = neuroendocrine-tumour|sarcoma = sarcoma""",
    "site": """liver = liver|hepatic = liver|brain = brain|CNS = brain|central nervous system = brain
        central nervous system CNS = brain|leptomeningeal = leptomeninges|brain and/or leptomeningeal = brain
        intracranial = brain""",
}  # fmt: skip

# Names of the terms that mean something else in a protocol's prose, or too little to stand for a condition alone.
SET_ASIDE = frozenset(
    """targeted cytotoxic supportive endocrine targeted treatment high low positive negative adc iron weight loss infection
    temp pulse present absent present detected ace mst fistula carcinoma unstable stable intact retained loss lost none
    immunodeficiency immunosuppression fever rash analgesic frail pe esa net cardia til hiv status
    hormonal therapy weakened immune system nos hypersensitivity liver lung""".replace("\n", " ").split()
) | {"targeted treatment", "weight loss", "major surgery", "hpv", "her2 antibody", "hpv status", "tumor lysis syndrome"}  # fmt: skip


def names(kind: str) -> list[tuple[str, str]]:
    """(phrase, ids joined by commas) of a kind."""
    entries = _NAMES.get(kind, "").replace("\n", "|").split("|")
    pairs = (entry.partition(" = ") for entry in entries if entry.strip())
    return [(phrase.strip(), ids.strip()) for phrase, _, ids in pairs]
