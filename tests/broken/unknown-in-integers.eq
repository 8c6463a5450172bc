unknown n in 1..5;
n^2 = 4;
