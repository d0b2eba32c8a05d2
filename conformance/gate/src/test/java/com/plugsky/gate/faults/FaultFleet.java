package com.plugsky.gate.faults;

import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.upstream.script.Phase;
import java.net.URI;
import java.util.List;

/** A fleet file with a model for each cell and each departure, and the healthy one. */
final class FaultFleet {
    /** Where the upstream's key stands. */
    static final String KEY_VARIABLE = "PLUGSKY_GATE_UPSTREAM_KEY";

    static final String KEY = "sk-upstream-gate-0123456789abcdef";

    /** By which of its headers a request's cell can be told. */
    static final String HEADER = "x-cell";

    private FaultFleet() {}

    static String text(List<Cell> cells, List<Departure> departures, Upstreams upstreams) {
        StringBuilder fleet = new StringBuilder("version: 1\nmodels:\n");
        fleet.append(model(Cell.HEALTHY, "", target(upstreams.plain().url(), "scripted", Cell.HEALTHY, "")));
        for (Cell cell : cells) {
            String fallbacks = cell.fallback() ? "fallbacks: [" + Cell.HEALTHY + "], " : "";
            String target = target(url(cell, upstreams), cell.fault().model(cell.phase()), cell.id(), timeouts(cell));
            fleet.append(model(cell.id(), fallbacks, target));
        }
        for (Departure departure : departures) {
            String target = target(upstreams.plain().url(), departure.model(), departure.id(), "");
            fleet.append(model(departure.id(), "", target));
        }
        return fleet.toString();
    }

    private static String model(String id, String fallbacks, String target) {
        return "  - {id: " + id + ", " + fallbacks + "targets: [" + target + "]}\n";
    }

    private static String target(URI url, String model, String cell, String timeouts) {
        return "{url: \"" + url + "\", model: " + model + ", key-env: " + KEY_VARIABLE + ", headers: {" + HEADER + ": "
                + cell + "}, " + timeouts + "health: off}";
    }

    private static URI url(Cell cell, Upstreams upstreams) {
        return switch (cell.fault()) {
            case REFUSED -> upstreams.plain().refused();
            case DNS -> ScriptedUpstream.UNRESOLVABLE;
            case TLS -> upstreams.plain().garbledTls();
            case UNTRUSTED -> upstreams.untrusted().url();
            default -> upstreams.plain().url();
        };
    }

    /** Short where the fault has to run into them, usual elsewhere, so that a busy machine changes no outcome. */
    private static String timeouts(Cell cell) {
        boolean early = !cell.started();
        return switch (cell.fault()) {
            case STALL -> early ? "timeouts: {first-chunk: 400ms}, " : "timeouts: {idle: 400ms}, ";
            case SLOW_DRIP -> {
                boolean late = cell.phase() == Phase.BEFORE_DONE;
                yield late ? "" : early ? "timeouts: {first-chunk: 600ms}, " : "timeouts: {total: 1500ms}, ";
            }
            default -> "";
        };
    }
}
