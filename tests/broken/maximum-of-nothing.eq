x = max();
