unknown Speed, speed;
Speed = 2; speed = 3;
