package com.plugsky.engine.upstream.net;

import com.plugsky.engine.EngineFailure;
import com.plugsky.fleet.Target;
import java.time.Duration;

public final class UpstreamProbe {
    public Probe get(Target.Upstream target, String path, Duration deadline) throws EngineFailure {
        throw new UnsupportedOperationException();
    }
}
