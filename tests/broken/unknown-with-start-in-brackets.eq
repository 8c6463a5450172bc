unknown T(start = 300);
T = 3;
