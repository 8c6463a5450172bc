x = y z w;
