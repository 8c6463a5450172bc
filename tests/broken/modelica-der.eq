der(x) = -x;
