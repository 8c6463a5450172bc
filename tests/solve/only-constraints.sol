verdict = FEASIBLE
rank = absent
