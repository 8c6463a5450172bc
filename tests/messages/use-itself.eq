use "use-itself.eq";
x = 2;
