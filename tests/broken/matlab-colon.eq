unknown T[3, 2];
T[:, 1] = 3;
