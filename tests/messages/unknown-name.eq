unknown speed, time;
speed*tme = 100;
speed = 20;
