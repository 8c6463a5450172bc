speed*time = 100;
sped + time = 20;
