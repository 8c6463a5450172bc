param k = 0.5;
dx/dt = -k*x;
x = 3;
