A1 = 3;
B1 = SUM(A1:A2);
