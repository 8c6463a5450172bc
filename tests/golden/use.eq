use "used/pump.eq";
unknown q = 10;
head(q) = 5 + 0.01*q^2;
