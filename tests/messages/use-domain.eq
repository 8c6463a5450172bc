use "used/domain.eq";
unknown x = -2;
root(x) = 3;
