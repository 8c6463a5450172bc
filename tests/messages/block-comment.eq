/* a circle */
x = 2;
