# sizes 10 1000 1000000
const   n = 10;
unknown x;
x + (if n > 1000 then sin(x) else 0) = 1;
