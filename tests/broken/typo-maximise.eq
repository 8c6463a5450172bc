maximise -(x - 1)^2;
