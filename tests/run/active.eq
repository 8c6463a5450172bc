unknown x = 1 in [0, 5], y = 2;
maximize x + 2*y - y^2;
span: (1) <= y
     <= (2.5);
for i in 1..2 { each: 2 <= i*y; }
