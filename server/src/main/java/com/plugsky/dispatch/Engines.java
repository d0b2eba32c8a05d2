package com.plugsky.dispatch;

import com.plugsky.engine.Engine;
import com.plugsky.fleet.Target;

/** The engine of each kind of target. */
public record Engines(Engine embedded, Engine mock, Engine upstream) {

    Engine of(Target target) {
        return switch (target) {
            case Target.Embedded ignored -> embedded;
            case Target.Mock ignored -> mock;
            case Target.Upstream ignored -> upstream;
        };
    }
}
