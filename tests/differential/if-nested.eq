# Conditions with and, or, not; one inside another.
unknown x = 0.4, y = 1.3;
loss if x > 0 and y > 0 then
       (if x < y or not (x <= 1) then x^2*y + log(x) else log(y/x))
     else x^2 + y^2;
show (if x == y then 1 else x/y) as ratio;
