# three unknowns, and the data give three rows more: nothing stays free
data t = [1, 2, 3];
data y = [3, 5, 7];
y = a*t + b;
a + c = 3;
2*a + 2*c = 6;
