data time = [1, 2, 3];
data y = [1, 2, 3];
y ~ a*tiem;
