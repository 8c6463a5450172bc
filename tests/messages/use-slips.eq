use "used/slips.eq";
x == weight_of(g);
