# In a recurrence, a condition under the one that begins it, at its border.
unknown x = 0, y = 1;
let s[i in 0..3] = if i == 0 then x else (if s[i-1] > 0 then s[i-1]*y else 2*s[i-1]);
s[3] ~ 1;
s[2]*y ~ 2;
