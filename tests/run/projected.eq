# V and base are linear, V has bounds; the robust loss begins at the squares.
data conc = [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10];
data rate = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 90];
unknown V in [0, 205], base, K in [0, inf];
rate ~ V*conc/(K + conc) + base with tukey(60);
