"""The verbs of a case as the outside names them: a module a verb, or a few that belong together.

Each module lists its `VERBS`: the form of the body, and how names in it become plain values for the decision.
"""
