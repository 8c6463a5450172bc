data time, volt from "good.csv";
volt ~ a*time;
