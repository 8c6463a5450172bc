y = arctan(1);
