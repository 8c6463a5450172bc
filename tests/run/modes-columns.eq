# Second derivatives through a recurrence come column by column.
unknown a = 1, rate = 0.4;
let level[i in 1..6] = if i == 1 then a else level[i-1]*(1 + rate*level[i-1]);
minimize (level[6] - 3)^2 + a^2;
a*rate >= 0.1;
