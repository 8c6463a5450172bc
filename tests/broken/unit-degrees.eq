x = cos(30°);
