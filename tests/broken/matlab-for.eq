unknown x[3];
for i = 1:3
  x(i) = i;
end
