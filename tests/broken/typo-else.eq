y = if x > 0 then 1 esle 0;
x = 1;
