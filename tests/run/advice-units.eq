unknown x = 1e-7, y = 2e6;
loss exp(1e7*x) - 2e7*x + (y*1e-6-1)^4 + exp(-x*1e7);
solve with lbfgsb(max_steps = 6);
