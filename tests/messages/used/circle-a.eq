use "circle-b.eq";
const a = 1;
