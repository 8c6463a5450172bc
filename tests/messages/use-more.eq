use "used/more.eq";
x = half;
