module plugsky.com/bench/rig

go 1.23
