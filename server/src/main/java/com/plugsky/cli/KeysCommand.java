package com.plugsky.cli;

import com.plugsky.access.Caller;
import com.plugsky.access.KeyEntry;
import com.plugsky.access.KeyFile;
import com.plugsky.access.KeyGrant;
import com.plugsky.access.Role;
import com.plugsky.fleet.Tier;
import com.plugsky.routing.Strategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plugsky keys}: makes, lists and revokes the keys of a file; a running server notices. */
@Command(name = "keys", description = "Create, list and revoke keys.", mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {

    private final Clock clock = Clock.systemUTC();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The file that all three commands work on. */
    static final class In {
        @Option(
                names = "--keys",
                paramLabel = "FILE",
                defaultValue = "plugsky-keys.yaml",
                description = "The file of keys. Defaults to ${DEFAULT-VALUE}.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private Path file;

        private KeyFile open(Clock clock) {
            return new KeyFile(file, clock);
        }
    }

    /** What a new key may do. */
    static final class Grant {
        @Option(
                names = "--role",
                paramLabel = "ROLE",
                defaultValue = "INFER",
                description = "read, infer or admin. Defaults to infer.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private Role role;

        @Option(
                names = "--workspace",
                paramLabel = "ID",
                defaultValue = Caller.DEFAULT_WORKSPACE,
                description = "Defaults to ${DEFAULT-VALUE}.")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private String workspace;

        @Option(names = "--tier-cap", paramLabel = "TIER", description = "free or pro. Defaults to no cap.")
        private @Nullable Tier tierCap;

        @Option(
                names = "--strategy",
                paramLabel = "NAME",
                description = "balanced, cost_saver or max_quality. Defaults to the workspace's.")
        private @Nullable Strategy strategy;

        @Option(
                names = "--expires",
                paramLabel = "WHEN",
                description = "A date, a time, or 90d or 12h from now. Defaults to never.")
        private @Nullable String expires;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "create, list or revoke is missing");
    }

    @Command(name = "create", description = "Make a key and show it, this once.", mixinStandardHelpOptions = true)
    int create(@Mixin In in, @Mixin Grant grant) throws IOException {
        if (grant.strategy == Strategy.CUSTOM) {
            throw new ParameterException(
                    spec.commandLine(), "--strategy: custom (expected: balanced, cost_saver or max_quality)");
        }
        KeyFile.Created created = in.open(clock)
                .create(new KeyGrant(
                        grant.role,
                        grant.workspace,
                        grant.tierCap == null ? null : grant.tierCap.wire(),
                        grant.strategy,
                        grant.expires == null ? null : Expiry.of(grant.expires, clock.instant())));
        out().println(created.plain());
        spec.commandLine()
                .getErr()
                .println(created.entry().id() + " is in " + in.file + "; the key itself is nowhere: keep it now");
        return 0;
    }

    @Command(name = "list", description = "Show all keys, not the keys themselves.", mixinStandardHelpOptions = true)
    int list(@Mixin In in) throws IOException {
        for (KeyEntry entry : in.open(clock).list()) {
            out().printf(
                            "%s  %-5s  workspace %s  tier %s  strategy %s  created %s  expires %s%n",
                            entry.id(),
                            entry.role().wire(),
                            entry.workspace(),
                            entry.tierCap() == null ? "any" : entry.tierCap(),
                            entry.strategy() == null ? "-" : entry.strategy().wire(),
                            entry.created(),
                            entry.expires() == null ? "never" : entry.expires());
        }
        return 0;
    }

    @Command(name = "revoke", description = "Take a key away.", mixinStandardHelpOptions = true)
    int revoke(@Mixin In in, @Parameters(paramLabel = "ID", description = "As keys list shows it.") String id)
            throws IOException {
        if (!in.open(clock).revoke(id)) {
            throw new IllegalArgumentException(id + ": no such key in " + in.file);
        }
        out().println(id + " is revoked");
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
