# The rate follows half a cosine down to 0, so that the last steps settle.
unknown x = -1.2, y = 1;
loss 100*(y - x^2)^2 + (1 - x)^2;
solve with adam(lr = 0.05, steps = 3000, t_max = 3000);
