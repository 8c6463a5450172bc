x = randn(seed = 1);
