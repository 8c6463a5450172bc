unknown x, y;
maximize x + y;
x - y <= 1;
