# A divisor that may be zero.
unknown x[4] = 1;
for i in 1..4 { sum(j in 1..div(9, i - 2): j*x[i]) = 10; }
