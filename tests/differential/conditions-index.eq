# Conditions on indices.
unknown x[5] = 0.3;
for i in 1..5 {
    (if i == 1 then x[i] else x[i]^2) + (if mod(i, 2) == 0 then x[i] else 0) =
        div(i, 2) + 1;
}
loss_sum = sum(i in 1..5: if i < 3 and i != 1 then x[i] else exp(x[i]));
unknown loss_sum = 5;
