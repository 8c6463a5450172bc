# Least and greatest of two, equal at the start.
unknown x = 1, y = 1, z = 0.5;
loss max(x, y)^2 + min(x*y, z) + max(x, 0.3)*min(2, z) + fmax(x, z)*fmin(y, z);
