# unary signs beside each operator
show -a + b;
show a + -b;
show -a - b;
show a - -b;
show -a * b;
show a * -b;
show -a / b;
show a / -b;
show -a @ b;
show a @ -b;
show -a ^ b;
show a ^ -b;
show 2^-x^2;
show - -a;
show -+a;
show -x[1]';
