verdict = ROOT
rank = absent
