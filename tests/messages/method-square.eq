x*y = 2;
solve with newton;
