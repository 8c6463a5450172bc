unknown a=1, b[20]=1, c[3]=1;
loss (a-1)^2 + exp(a) + b[3]^2 + c[1]^2;
