const g = 9.81;
