let c = if !(a > 1) then 1 else 0;
x = c;
