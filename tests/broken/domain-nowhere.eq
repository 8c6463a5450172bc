unknown level = -2 in [-3, -1];
log(level) = 0.3;
