# The puzzle, approached like a training loop: 1000 small steps from anywhere.
unknown A = randn(seed = 1), B = randn(seed = 2),
        C = randn(seed = 3), D = randn(seed = 4);

A + B = 9;   C - D = 1;
A + C = 8;   B - D = 2;

solve with nadam(lr = 0.01, steps = 1000);
