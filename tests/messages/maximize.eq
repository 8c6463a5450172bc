data y = [1, 2];
unknown a;
y ~ a;
maximize a;
