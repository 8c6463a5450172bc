# Beale's fit from a hundred times its published start: a valley that leads to
# infinity; from a start nearer by, (3, 0.5)
data y = [1.5, 2.25, 2.625];
unknown a = 100, b = 100;
for i in 1..3 { a*(1 - b^i) ~ y[i]; }
