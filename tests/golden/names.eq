unknown int = 1, NULL = 2, stderr = 3, I = 4, class = 5;
int = 1; NULL = 2; stderr = 3; I = 4; class = 5;
