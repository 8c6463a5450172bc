# From 1, Newton falls into the valley of x^2 + 1; only a far start sees x = 60.
(if x < 20 then 1 + x^2 else log(x/60)) = 0;
