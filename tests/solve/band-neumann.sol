# Rank is missing: found, named, and the differences are those of dense matrices.
matrix = band
verdict = ROOT
rank = 600
half = 74.625208681 +- 1e-8
whole = 149.5 +- 1e-8
