x = Sin(1);
