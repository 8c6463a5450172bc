unknown x = 2;
(if x then x^2 else 0) = 4;
