fn f(x) { let a = ; a + x }
fn g(x) { let b = 2 b*x }
y = f(1);
