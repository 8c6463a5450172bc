const c = 3;
use "used/lost.eq";
