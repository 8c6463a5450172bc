data t, y from "nowhere.csv";
y ~ a*t;
