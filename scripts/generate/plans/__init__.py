"""Random plans with exact gold: documents as many issuers write them, and what each of them says.

The phrases are written from knowledge of how offices write, apart from the word lists of the
program, so that what is measured with them was not tuned for. `draw.draw_plan` makes one plan from
a seed; ``python -m scripts.generate.plans FOLDER`` writes many.
"""
