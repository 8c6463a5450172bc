let c = sin(45);
x = c;
