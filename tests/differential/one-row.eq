# Sizes of one.
data t = [2];
unknown a[1] = 0.5;
t ~ a + a^2;
show a;
