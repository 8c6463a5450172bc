# Guards in rows: what is not chosen may be infinite.
data t = [0, 1, 2, 4];
unknown a = 1.5, k = 0.5;
data y = [1, 1.2, 1.4, 1.9];
y ~ a*(if t > 0 then t^k*log(t)/t else 1);
