data t = [1, 2];
y = length(t);
