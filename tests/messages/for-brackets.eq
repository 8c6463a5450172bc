for (i in 1..3) { x[i] = 1; }
