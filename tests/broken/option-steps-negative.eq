unknown a = 1;
loss (a - 2)^4;
solve with adam(steps = -5);
