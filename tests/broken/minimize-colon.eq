minimize: x^2;
