let c = if a > 1 || a < -1 then 1 else 0;
a = 2;  x = c;
