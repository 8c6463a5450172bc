# Starts where tanh and atan are flat: Newton's steps go ever farther away, and
# only values of both signs say where the roots are.  z is bounded.
unknown x = 100, y = -50, z = 1e6 in [0, inf];
atan(y - x) = 0.5;
tanh(x - 3) = 0.1;
z/sqrt(1 + z^2) = y/100;
