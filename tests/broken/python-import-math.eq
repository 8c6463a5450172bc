x = math.sqrt(2);
