# An edge at 0 must be 0 to the bit: |T| <= 64 eps |T| holds for nothing else.
verdict = ROOT
show.centre = 25 +- 1e-12
