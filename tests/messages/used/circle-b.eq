const b = 2;
use "../used/circle-c.eq";
