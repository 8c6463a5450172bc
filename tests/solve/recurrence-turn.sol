# what rounding does in a thousand steps is no reason that an equation fails
verdict = ROOT
p0 = -0.5440211108893698 +- 1e-11
q0 = -0.8390715290764524 +- 1e-11
