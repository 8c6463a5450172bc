cosnt g = 9.81;
x = g;
