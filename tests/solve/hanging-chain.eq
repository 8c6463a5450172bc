# A chain that hangs between two pegs: links of one length, heights as low as may be. It starts
# straight, where no height changes a length, and too short.
const n = 50;
unknown x[i in 0..n] = i/n, y[n + 1] = 0;
minimize sum(y);
x[0] = 0;
x[n] = 1;
y[1] = 0;
y[n+1] = 0;
for i in 1..n { (x[i] - x[i-1])^2 + (y[i+1] - y[i])^2 = (1.05/n)^2; }
