package com.plugsky.fleet;

import com.plugsky.fleet.discovery.Discovery;
import com.plugsky.fleet.discovery.Found;
import com.plugsky.fleet.discovery.NamedSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is asked for its models: each becomes a model of the fleet, under the same name. */
final class DiscoverySource implements FleetSource {

    private static final Logger LOG = LoggerFactory.getLogger(DiscoverySource.class);

    private final Target.Upstream upstream;
    private final Discovery discovery;
    private final UnaryOperator<Fleet> addition;
    private final Set<String> refused = new HashSet<>();
    private List<Found> known = List.of();
    private boolean silent;

    /**
     * @param upstream the server, whatever its model
     * @param addition what is served beside its models
     */
    DiscoverySource(Target.Upstream upstream, Discovery discovery, UnaryOperator<Fleet> addition) {
        this.upstream = upstream;
        this.discovery = discovery;
        this.addition = addition;
    }

    @Override
    public @Nullable Fleet next(Fleet current) throws FleetFault {
        List<Found> found;
        try {
            found = discovery.models().stream().filter(this::usable).toList();
        } catch (IOException e) {
            if (silent) {
                return null;
            }
            silent = true;
            throw new FleetFault.Unreadable("the upstream does not tell its models: " + e.getMessage());
        }
        silent = false;
        if (found.equals(known)) {
            return null;
        }
        known = found;
        found.forEach(DiscoverySource::tell);
        List<Model> models = new ArrayList<>();
        found.forEach(model -> models.add(served(model)));
        return addition.apply(new Fleet(current.version() + 1, models, current.workspaces()));
    }

    private Model served(Found found) {
        int context = found.context() == null ? Model.UNKNOWN : found.context();
        return Model.unknown(found.id(), upstream.named(found.id()), context, NamedSize.strength(found.id()));
    }

    private static void tell(Found model) {
        Double size = NamedSize.of(model.id());
        LOG.info(
                "fleet: the upstream serves {}, strength {} ({})",
                model.id(),
                String.format(java.util.Locale.ROOT, "%.2f", NamedSize.strength(model.id())),
                size == null ? "its name tells no size" : "by the size in its name");
    }

    /** Names that we use ourselves, or that are not safe in a header, are left out. */
    private boolean usable(Found model) {
        boolean usable = ModelReader.ID.matcher(model.id()).matches() && !ModelReader.isReserved(model.id());
        if (!usable && refused.size() < 100 && refused.add(model.id())) {
            LOG.warn("fleet: a model of the upstream is left out, its name is reserved or not usable");
        }
        return usable;
    }

    @Override
    public boolean asksOnDemand() {
        return true;
    }
}
