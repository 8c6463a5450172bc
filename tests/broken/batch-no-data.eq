unknown w[3] = 1;
loss sum((w - 2)^4);
solve with adam(batch = 32, epochs = 50);
