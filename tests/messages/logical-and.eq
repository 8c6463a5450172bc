let c = if a > 1 && b > 2 then 1 else 0;
x = c;
