"""The learned model: what a letter is about, from letters whose category is known (docs/decisions/0011).

    model = train(examples)            # raises NotEnough, NotInstalled
    guess = model.guess("Nejde net", "Od rána nikomu nejde internet.", rule)
    blob = dump(model); model = load(blob)

`examples` says what is learnt from, `words` what of a text, `weights` how, `trust` how far rules are believed,
`model` puts them together, `blob` is its kept form. Nothing here is needed for rules: numpy, scipy and scikit-learn
come with the extra `learn` and are imported when a model is really used.
"""
