# The branch that is not taken reads nothing outside.
unknown x[5] = 0.6;
data o[5] in -2..2 = [1, -1, 2, -2, 0];
for i in 1..5 {
    x[i] + (if i > 1 then x[i - 1] else 0) + (if i == 5 then 0 else x[i + 1]) = i;
}
loss_sum = sum(i in 1..5: if i + o[i] >= 1 and i + o[i] <= 5 then x[i + o[i]]^2 else x[i]);
unknown loss_sum = 5;
