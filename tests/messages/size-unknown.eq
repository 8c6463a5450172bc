for i in 1..n { x + i = 3; }
