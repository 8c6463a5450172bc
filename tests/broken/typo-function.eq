x = sqtr(4);
