# Many valleys; in most of them there is no root.
unknown x = 3.57, y = -1.03;
x + 2*sin(3*y) = 1;
y - 2*cos(3*x) = 0.5;
