unknown y, T[2, 2, 2];
y' = -y;
T' = 1;
T @ y = 2;
