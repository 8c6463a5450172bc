# A mixture: one logsumexp a row, its terms scaled far apart.
data y[i in 1..9] = i/2;
unknown m[2] = 2, s[2] = 0.7, w = 0.4;
loss -sum(i in 1..9: logsumexp(k in 1..2:
    w*k - 40*(y[i] - m[k]*k)^2/s[k]^2 - log(s[k])));
show logsumexp(m*1000)/1000 as large;
