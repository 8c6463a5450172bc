x = 4;
if x > 3
  y = 2;
else
  y = 3;
end
