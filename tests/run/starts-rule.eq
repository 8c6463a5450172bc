exp(x/50) = 7; log(y - 20) = 1;
