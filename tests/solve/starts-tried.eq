# From 1 and what is near to it there is no value; only a far start sees x = 60.
(if x < 20 then sqrt(-1 - x^2) else log(x/60)) = 0;
