# Params with and without a default, scalars and arrays.
param mass = 1.2; param target[3]; param gain = [1, 2, 3];
unknown x[3] = 0.5;
for i in 1..3 { mass*x[i]^2 + gain[i]*x[i] = target[i]; }
