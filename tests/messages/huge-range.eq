# Refused before anything is allocated.
unknown x[1000000000000] = 1;
sum(i in 1..1000000000000: x[i]) = 1;
