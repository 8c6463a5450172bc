# a network of five nodes; the balance of the third was written for the second
unknown p1, p2, p3, p4, p5, q12, q23, q34, q45;
p1 = 10;
p5 = 1;
q12 = sqrt(p1 - p2);
q23 = sqrt(p2 - p3);
q34 = sqrt(p3 - p4);
q45 = 0.5*sqrt(p4 - p5);
node2: q12 - q23 = 0;
node3: q12 - q23 = 0;
node4: q34 - q45 = 0;
