# Recurrences by column of which only the last step is read: upwards and downwards, by two
# readers, by the begin of another; the last one's first step is read, too.
data t[i in 1..50] = sin(i)/2;
data y[i in 1..50] = cos(2*i);
const m = 6;
unknown x[m] = 0.3, a = 0.7;
let h[m, i in 1..50] = x[m];
let h[j in 1..m-1, i in 1..50] = h[j+1, i]*t[i] + x[j];
let u[1, i in 1..50] = h[1, i];
let u[j in 2..5, i in 1..50] = tanh(u[j-1, i] + a*t[i]);
let w[1, i in 1..50] = x[1]*t[i];
let w[j in 2..5, i in 1..50] = w[j-1, i]*a + y[i];
loss sum(i in 1..50: (y[i] - u[5, i])^2) + sum(i in 1..50: exp(h[1, i]))
    + sum(i in 1..50: w[1, i]*w[5, i]);
