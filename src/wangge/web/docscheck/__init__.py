"""Holds docs/ and the READMEs against the code: `python -m wangge.web.docscheck [--write]`.

What stands between `<!-- generated:NAME -->` and `<!-- end -->` is made from the code (see `parts`); the rest of a page
is written by hand. `--write` puts the generated parts in place; without it each difference is a line and exit status 1.
"""
