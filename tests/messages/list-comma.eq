data p = [1 2 3];
data q = [[1, 2] [3, 4]];
