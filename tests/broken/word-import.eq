import "shared.eq";
x = 3;
