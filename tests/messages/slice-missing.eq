unknown T[0..4, 2];
T[1..4] = 1;
