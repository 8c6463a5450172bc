use "used/pure.eq;
x = 1;
