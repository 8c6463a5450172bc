# a pendulum: the last equation was meant for T, and names L again
unknown x, y, L, T, E;
x^2 + y^2 = L^2;
L = 2;
x = L*sin(0.3);
T*y = 9.81*x*E;
L = exp(y);
