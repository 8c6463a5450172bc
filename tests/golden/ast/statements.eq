A + B = 9;;
bal: in - out = 0;
y ~ a*x;
fit: y ~ a*x sigma s;
y ~ a*x weight 1/sigma^2 with huber(0.5);
y ~ a*x with l1;
loss mean((y - a)^2);
total: minimize cost;
maximize profit;
for i in 1..n-1 { x[i+1] - x[i] = h; }
grid: for i in 1..n, j in 1..i-1 if i != j { let d = 2; for k in 1..3 { 0 ~ d } };
for i in 1..0 { }
solve with lm;
solve with nadam(lr = 0.01, steps = 1000);
show a, sqrt(b) as c, diff(y, x, x)
