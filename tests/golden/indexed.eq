# What a row computes of one entry of an index table only is computed once for
# each group, not for each row.
data group[12] in 1..3 = [1, 2, 3, 1, 2, 3, 1, 1, 2, 2, 3, 3];
data t[i in 1..12] = i;
unknown k[3] = 0.1, a = 1;
for i in 1..12 { 2 ~ a*exp(-k[group[i]])*t[i]; }
