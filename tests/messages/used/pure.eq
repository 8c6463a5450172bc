# Nothing is wrong in here.
const g = 9.80665;
