# args --with=residual,jacobian,jv,vj,fvv,hv,hessian,jtj
data t[n], y[n] from "fit.csv";
unknown a = 1, k[2] = 1;
y ~ a*exp(-k[1]*t) + k[2] with huber(1);
a*k[1] <= 3;
