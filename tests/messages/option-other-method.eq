unknown x = 1;
loss x^4 + x;
solve with nadam(momentum = 0.9, lr = 0.01);
