"""The verbs of a case, pure: each takes the case, the command and the rules, and yields a decision or refuses."""
