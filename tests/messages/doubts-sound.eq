data v = [1 + 3];
unknown dx = 1, dt = 2, x[1];
x = 2*[4] + v;
dx/dt = 3;
dx + dt = 4;
