a = b  second: c = d;
