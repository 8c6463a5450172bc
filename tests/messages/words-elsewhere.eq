subject to x >= 3;
def f(x): return x^2;
x = 1;
