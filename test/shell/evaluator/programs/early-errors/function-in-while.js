log('never'); while (0) function f() {}
