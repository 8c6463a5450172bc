data time, volts from "good.csv"
volts ~ a*time;
