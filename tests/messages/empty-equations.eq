data kind[3] in 1..2 = [1, 1, 1];
unknown x = 2, y = 1;
x + y = 3;
x - y = 1;
for i in 1..3 if kind[i] == 2 { x*y = i; }
