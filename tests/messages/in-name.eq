unknown in_ , out;
bal: in - out = 0;
out = in_;
