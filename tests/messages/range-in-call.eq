y = sin(i in 1..3: i);
