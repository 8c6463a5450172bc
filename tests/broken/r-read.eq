data <- read.csv("d.csv");
