# Growth by steps, fitted: x doubles. And a sum of two earlier elements.
data y = [3, 6, 12, 24.1];
unknown x0 = 1, r = 1.5;
let x[1] = x0;
let x[k in 2..4] = r*x[k-1];
y ~ x;
let fib[1] = 1; let fib[2] = 1;
let fib[k in 3..10] = fib[k-1] + fib[k-2];
let back[4] = x0; let back[k in 1..3] = back[k+1] + k;
show fib[10] as fib, back[1] as back, x[4] as last;
