# Tables: inline, computed, given as params, from other data; by rows.
data xs = [-3, -1, 0.5, 2, 4];
data ys = [1, 3, 2, 2, 5];
data us[i in 0..6] = i*i/4 - 3;
data vs[i in 0..6] = sin(i);
param ps[3] = 2;
unknown x = 0.3, z[3] = 0.2;
interp(x, xs, ys*ps[1]) = 2;
for i in 1..3 { pchip(z[i], us, vs) + interp(z[i]^2/9, us, cos(vs)) = x*i; }
loss_like: sum(interp(tanh(z*x), xs, ys)) = 1;
