# Read once, though three files use it, one of them by another path.
const g = 9.80665;
