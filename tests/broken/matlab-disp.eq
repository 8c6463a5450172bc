x = 3;
disp(x);
