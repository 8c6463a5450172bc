unknown x = -1.2, y = 1;
loss 100*(y - x^2)^2 + (1 - x)^4;
solve with lbfgsb(max_steps = 5);
