# Three levels, each in a nonlinear function of the inner one.
unknown p[3] = 0.5, q = 0.8;
loss sqrt(sum(i in 1..3: exp(sum(j in 1..4: tanh(p[i]*j/4 +
          sum(k in 1..2: q^k*p[i])/i)))));
