# what rounding leaves of each term is no reason that an equation fails
verdict = ROOT
x = -1.1530014693052721 +- 1e-14
y = 0.6697586505301384 +- 1e-14
z = 0.14160579988186123 +- 1e-14
