'kept'; var a = 1; let b = 2; function f() {} class C {}
