use "circle-a.eq";
