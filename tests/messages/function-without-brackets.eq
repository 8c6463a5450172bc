y = sin x;
