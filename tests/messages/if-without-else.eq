y = if x > 0 then 1;
