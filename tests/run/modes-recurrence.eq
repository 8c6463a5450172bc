# A recurrence: its derivatives are carried forward.
data y[6] = [1, 1.4, 2.1, 2.9, 4.2, 6.1];
unknown a = 1, rate = 0.4;
let level[i in 1..6] = if i == 1 then a else level[i-1]*(1 + rate);
y ~ level;
