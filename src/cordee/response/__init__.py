"""Has it progressed, has this line failed, and how do we know: RECIST 1.1, iRECIST, tumour markers, lines of
therapy.
"""
