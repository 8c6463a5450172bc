# sqrt has no finite slope at 0.
unknown x = 0;
minimize sqrt(x) + (x - 2)^2;
