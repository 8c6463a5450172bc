# In range each, and together outside: seen when the data are.
data first[n] in 1..9 = [1, 3, 7];
data v[6] = [1, 2, 3, 4, 5, 6];
unknown x = 1;
x = sum(i in 1..2: sum(k in first[i]..first[i + 1]: v[k]));
