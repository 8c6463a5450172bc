use "used/circle-a.eq";
x = a + b;
