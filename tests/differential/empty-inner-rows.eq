# The same in the rows of a system and their Jacobian.
unknown x[4] = 0.5;
for i in 1..4 { x[i] + (if i > 1 then sin(x[i-1]) else 0) = 1; }
for i in 2..4 { sum(j in i+1..4: x[j]*sin(x[i+1])) + x[i]^2 = 1; }
for i in 1..4 { prod(j in i+1..4, k in 1..2: 1 + x[j]*x[i+1]) = x[i]; }
show sum(i in 2..4: (sum(j in i+1..4: x[j]*sin(x[i+1])) + x[i] - 1)^2) as s;
