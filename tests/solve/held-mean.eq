# b = 16/15; d loss / d bound of a = -2 mean(x*(y - 1.5*x - b)) = -0.8.
data x = [1, 2, 3];
data y = [2, 4, 6.2];
unknown a = 1 in [0, 1.5], b = 0.5 in [0, 9];
minimize mean((y - a*x - b)^2);
