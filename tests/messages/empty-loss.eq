data kind[3] in 1..2 = [1, 1, 1];
unknown x = 2, y = 1;
minimize sum(i in 1..3 if kind[i] == 2: abs(x - i*y));
for i in 1..3 if kind[i] == 2 { x >= i; }
