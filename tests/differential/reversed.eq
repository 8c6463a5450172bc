# Indices that run the other way, and with a stride.
unknown x[6] = 0.4;
for i in 1..3 { x[7-i]*x[i] + x[2*i]^2 = x[2*i-1] + i; }
loss_ = sum(i in 1..3: x[2*i]*x[7-2*i]);
unknown loss_ = 1;
