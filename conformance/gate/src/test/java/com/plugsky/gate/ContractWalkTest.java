package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.talk.TalkRun;
import com.plugsky.conformance.walk.WalkModels;
import com.plugsky.conformance.walk.WalkReport;
import com.plugsky.conformance.walk.WalkRun;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Our server under generated requests: {@code -Dplugsky.walk.cases} and {@code -Dplugsky.walk.seed} say how many and which. */
class ContractWalkTest {
    private static final long CASES = Long.getLong("plugsky.walk.cases", 100_000);
    private static final long SEED = Long.getLong("plugsky.walk.seed", 20_261_123);
    private static final int CONNECTIONS = 4;
    private static final int CONVERSATIONS = 500;
    /** Half of the cases are valid; a few of these ask what no model can do. */
    private static final double LEAST_ANSWERED = 0.45;

    private static final double LEAST_REFUSED = 0.5;

    @Test
    void validRequestsAreAnsweredAndBrokenOnesRefused() throws IOException, InterruptedException {
        Target target = RunningServer.shared().target();
        WalkModels models = new WalkModels("plugsky-pro", "plugsky-vision", "plugsky-fusion");

        WalkReport report = new WalkRun(target, Contract.read(Gate.contract()), models, SEED).run(CASES, CONNECTIONS);

        report.write(Gate.target());
        System.out.println("ContractWalk: " + report.line());
        assertThat(report.failed())
                .as(() -> report.misfits().stream()
                        .map(misfit -> misfit.text(target.baseUrl().toString()))
                        .collect(Collectors.joining("\n\n")))
                .isZero();
        assertThat(report.cases()).isEqualTo(CASES);
        assertThat(report.counts().answered(200)).isGreaterThan(share(LEAST_ANSWERED));
        assertThat(report.counts().answered(400)).isGreaterThanOrEqualTo(share(LEAST_REFUSED));
        assertThat(report.counts().retries()).isZero();
        assertThat(report.coverage().gaps()).isEmpty();
    }

    @Test
    void conversationsGoOn() throws IOException {
        TalkRun.Talked talked =
                new TalkRun(RunningServer.shared().target(), Contract.read(Gate.contract()), SEED).run(CONVERSATIONS);

        System.out.println("ContractWalk: " + talked.line());
        assertThat(talked.misfits()).isEmpty();
        assertThat(talked.counts().conversations()).isEqualTo(CONVERSATIONS);
        assertThat(talked.counts().left()).isGreaterThan(CONVERSATIONS / 2);
    }

    private static long share(double part) {
        return (long) (CASES * part);
    }
}
