data Time, volts from "good.csv";
volts ~ a*Time;
