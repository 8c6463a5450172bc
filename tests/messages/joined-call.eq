a = b
(c + d) = 3;
