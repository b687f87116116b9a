"""OncoTree names narrower than the cancer that our terms know them by: having that cancer does not yet meet them.

Read off the language's own `oncotree_mapping.json` (diagnosis → itself and its descendants): names that share a term
with a wider one, or with another that is not below them.
"""

from __future__ import annotations

from cordee.terms import normal

NARROWER: frozenset[str] = frozenset(
    normal(name)
    for name in """
Acinar Cell Carcinoma of the Pancreas|Adenosquamous Carcinoma of the Pancreas|Undifferentiated Carcinoma of the Pancreas
Acinic Cell Carcinoma|Mucoepidermoid Carcinoma|Salivary Adenocarcinoma|Salivary Carcinoma, Other
Adenocarcinoma, NOS|Poorly Differentiated Carcinoma, NOS|Squamous Cell Carcinoma, NOS
Alveolar Rhabdomyosarcoma|Embryonal Rhabdomyosarcoma|Pleomorphic Rhabdomyosarcoma|Spindle Cell Rhabdomyosarcoma
Pancreatobiliary Ampullary Carcinoma|Intestinal Ampullary Carcinoma|Anaplastic Astrocytoma|Anaplastic Ependymoma
Myxopapillary Ependymoma|Anaplastic Ganglioglioma|Anaplastic Meningioma|Atypical Meningioma|Anaplastic Oligoastrocytoma
Astroblastoma|Diffuse Intrinsic Pontine Glioma|High-Grade Glioma, NOS|Low-Grade Glioma, NOS|Oligoastrocytoma
Anaplastic Oligodendroglioma|Angioimmunoblastic T-Cell Lymphoma|Cutaneous T-Cell Lymphoma
Peripheral T-Cell Lymphoma, NOS|Breast Angiosarcoma|Anorectal Mucosal Melanoma|Head and Neck Mucosal Melanoma
Mucosal Melanoma of the Esophagus|Mucosal Melanoma of the Urethra|Mucosal Melanoma of the Vulva/Vagina
Goblet Cell Carcinoid of the Appendix|Mucinous Adenocarcinoma of the Appendix|Signet Ring Cell Type of the Appendix
Atypical Lung Carcinoid|Chondroblastic Osteosarcoma|Osteoblastic Osteosarcoma|Secondary Osteosarcoma
Small Cell Osteosarcoma|Dedifferentiated Chondrosarcoma|Mesenchymal Chondrosarcoma|Myxoid Chondrosarcoma
Classical Hodgkin Lymphoma|Clear Cell Odontogenic Carcinoma|Clear Cell Sarcoma|Fibrosarcoma|Myxofibrosarcoma
Undifferentiated Pleomorphic Sarcoma/Malignant Fibrous Histiocytoma/High-Grade Spindle Cell Sarcoma
Medullary Carcinoma of the Colon|Mucinous Adenocarcinoma of the Colon and Rectum
Signet Ring Cell Adenocarcinoma of the Colon and Rectum|Dedifferentiated Liposarcoma|Myxoid/Round-Cell Liposarcoma
Pleomorphic Liposarcoma|Well-Differentiated Liposarcoma|Follicular Dendritic Cell Sarcoma
Histiocytic Dendritic Cell Sarcoma|Diffuse Type Stomach Adenocarcinoma|Gastric Remnant Adenocarcinoma
Intestinal Type Stomach Adenocarcinoma|Mucinous Stomach Adenocarcinoma|Poorly Differentiated Carcinoma of the Stomach
Signet Ring Cell Carcinoma of the Stomach|Tubular Stomach Adenocarcinoma|Duodenal Adenocarcinoma|Embryonal Carcinoma
Mixed Germ Cell Tumor|Yolk Sac Tumor|Uterine Endometrioid Carcinoma|Uterine Mixed Endometrial Carcinoma
Uterine Undifferentiated Carcinoma|Endometrial Stromal Sarcoma|High-Grade Endometrial Stromal Sarcoma
Low-Grade Endometrial Stromal Sarcoma|Uterine Leiomyosarcoma|Uterine Sarcoma, Other|Epithelial-Myoepithelial Carcinoma
Proximal-Type Epithelioid Sarcoma|Perihilar Cholangiocarcinoma|Fibrolamellar Carcinoma|Hurthle Cell Thyroid Cancer
Gastric Type Mucinous Carcinoma|Intestinal Type Mucinous Carcinoma|Gliosarcoma
Small Bowel Well-Differentiated Neuroendocrine Tumor|Well-Differentiated Neuroendocrine Tumor of the Appendix
Well-Differentiated Neuroendocrine Tumor of the Rectum|Well-Differentiated Neuroendocrine Tumors of the Stomach
Head and Neck Carcinoma, Other|Head and Neck Squamous Cell Carcinoma of Unknown Primary
Sinonasal Squamous Cell Carcinoma|High-Grade Neuroendocrine Carcinoma of the Colon and Rectum
Langerhans Cell Histiocytosis|Non-Langerhans Cell Histiocytosis/Erdheim-Chester Disease|Immature Teratoma
Mature Teratoma|Teratoma with Malignant Transformation|Unclassified Renal Cell Carcinoma|Melanoma of Unknown Primary
Poorly Differentiated Non-Small Cell Lung Cancer|Ovarian Cancer, Other|Paraganglioma|Pheochromocytoma
Uterine Perivascular Epithelioid Cell Tumor|Pleural Mesothelioma, Biphasic Type|Pleural Mesothelioma, Epithelioid Type
Pleural Mesothelioma, Sarcomatoid Type|Poorly Differentiated Thyroid Cancer|Prostate Small Cell Carcinoma
Renal Clear Cell Carcinoma with Sarcomatoid Features|Spindle Cell Carcinoma of the Lung
Serous Borderline Ovarian Tumor|Serous Borderline Ovarian Tumor, Micropapillary|Steroid Cell Tumor, NOS
Sweat Gland Adenocarcinoma|Urethral Urothelial Carcinoma|Uterine Epithelioid Leiomyosarcoma
Uterine Myxoid Leiomyosarcoma|Mixed Cervical Carcinoma|Chronic Eosinophilic Leukemia, NOS|Mast Cell Leukemia
Sarcoma, NOS|Neuroendocrine Tumor, NOS|Breast Invasive Cancer, NOS|Esophageal Poorly Differentiated Carcinoma
Aggressive Systemic Mastocytosis|Primary Mediastinal (Thymic) Large B-Cell Lymphoma|Mature B-Cell Neoplasms
""".replace("\n", "|").split("|")
    if name.strip()
)
