unknown x;
x = sum(i in 1..1000000000000: 1/i^2);
for i in 1..1000000000000 { x = 3; }
for i in 1..1000000, j in 1..1000000 { x = 4; }
