y = if x > 0 then 1 elif x < 0 then 2 else 3;
x = 1;
