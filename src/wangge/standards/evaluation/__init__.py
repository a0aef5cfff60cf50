"""综合评价, the pure part: facts as of a moment → counts → rates → scores → grades and ranks (domain: evaluation).

Use the modules: `facts` (what a query fills), `scope` (which period, basis, as-of), `counts` (the front door of
counting), `rates`, `schemes`, `defaults`, `scoring` (score and explanation), `grades`, `ranking`, `scheme_json`.
"""
