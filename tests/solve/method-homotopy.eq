# Freudenstein, Roth 1963, from where each descent ends beside the root: the
# path turns back twice before it comes to (5, 4).
unknown x = 0.5, y = -2;
x - 13 + ((5 - y)*y - 2)*y = 0;
x - 29 + ((y + 1)*y - 14)*y = 0;
