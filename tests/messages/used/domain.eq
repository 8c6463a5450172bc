# What goes wrong in here is shown here.
fn root(x) = sqrt(x);
