x = arcsin(0.5);
