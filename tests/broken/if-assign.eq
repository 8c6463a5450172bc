y = if x = 0 then 1 else 0;
x = 1;
