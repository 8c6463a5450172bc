data u, temp from "interp-file.csv";
unknown x = 1;
interp(x, u, temp) = 6;
