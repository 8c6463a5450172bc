# a source and two resistors in a loop; nobody is grounded
param U = 12, R1 = 100, R2 = 200;
unknown v1, v2, v3, iU, i1, i2;
source: v1 - v3 = U;
ohm1: v1 - v2 = R1*i1;
ohm2: v2 - v3 = R2*i2;
node1: iU + i1 = 0;
node2: i2 - i1 = 0;
node3: iU + i2 = 0;
