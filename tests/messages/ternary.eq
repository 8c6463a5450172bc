y = x > 0 ? x : -x;
z = 1;
