module plugsky.com/go/plugsky/tests

go 1.23

require plugsky.com/go/plugsky v0.0.0

replace plugsky.com/go/plugsky => ../target/generated/go
