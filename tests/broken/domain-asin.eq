unknown ratio = 0.5 in [0, 2];
asin(ratio) = 0.3;
