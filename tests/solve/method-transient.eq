# Many valleys; in most of them there is no root.
unknown x = -0.63, y = -4.08;
x + 2*sin(3*y) = 1;
y - 2*cos(3*x) = 0.5;
