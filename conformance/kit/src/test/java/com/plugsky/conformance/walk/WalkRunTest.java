package com.plugsky.conformance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WalkRunTest {
    private static final Contract CONTRACT = Contract.bundled();
    private static final WalkModels MODELS = new WalkModels("a", "b", "c");

    private static WalkReport run(Profile profile, Function<String, String> server, int cases)
            throws IOException, InterruptedException {
        try (ScriptedServer scripted = ScriptedServer.keeping(server)) {
            var keys = Target.Keys.of("k");
            Target target = Target.of(scripted.baseUrl(), profile, keys, Target.Models.of("a"));
            return new WalkRun(target, CONTRACT, MODELS, 8).run(cases, 2);
        }
    }

    @Test
    void findsNothingInAServerThatDoesItRight() throws IOException, InterruptedException {
        WalkReport report = run(Profile.CORE, Right::byContract, 400);

        assertThat(report.misfits()).isEmpty();
        assertThat(report.cases()).isEqualTo(400);
        assertThat(report.counts().answered(200)).isEqualTo(200);
        assertThat(report.counts().answered(400)).isEqualTo(200);
        assertThat(report.counts().retries()).isZero();
        assertThat(report.line()).contains("0 misfits; answers 200: 200, 400: 200; 0 retries");
    }

    @Test
    void findsAServerThatTakesTooMuchAndShrinksTheRequest() throws IOException, InterruptedException {
        WalkReport report = run(
                Profile.CORE,
                request -> request.contains("\"temperature\":") ? Right.answer("Hi") : Right.byContract(request),
                900);

        assertThat(report.failed()).isPositive();
        assertThat(report.misfits())
                .allSatisfy(misfit -> assertThat(misfit.text("http://h/v1"))
                        .contains("seed 8")
                        .contains("curl -s http://h/v1/chat/completions"));
        assertThat(report.misfits())
                .anySatisfy(misfit -> assertThat(misfit.shrunk().toString()).hasSizeLessThan(400));
    }

    @Test
    void findsFaultsAndBodiesThatBreakTheContract() throws IOException, InterruptedException {
        assertThat(run(Profile.CORE, request -> Right.error(500, null, "server_error"), 4)
                        .misfits())
                .extracting(Misfit::why)
                .allSatisfy(why -> assertThat(why).startsWith("status 500"));
        assertThat(run(Profile.CORE, request -> ScriptedServer.json(400, "{}"), 4)
                        .misfits())
                .extracting(Misfit::why)
                .allSatisfy(why -> assertThat(why).startsWith("contract:"));
    }

    @Test
    void findsAnswersThatBreakOffOrNeverCome() throws IOException, InterruptedException {
        try (ScriptedServer cut = ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-");
                ScriptedServer silent = ScriptedServer.keeping(request -> "")) {
            for (ScriptedServer server : List.of(cut, silent)) {
                var keys = Target.Keys.of("k");
                Target target = Target.of(server.baseUrl(), Profile.CORE, keys, Target.Models.of("a"))
                        .within(Duration.ofMillis(200));
                WalkReport report = new WalkRun(target, CONTRACT, MODELS, 8).run(4, 2);

                assertThat(report.misfits())
                        .hasSize(4)
                        .extracting(Misfit::why)
                        .allSatisfy(why -> assertThat(why).startsWith("no answer: "));
            }
        }
    }

    /** Below another path the contract says nothing of an answer, so that nobody looked whether it is JSON. */
    @Test
    void countsWhatTheJudgeCannotRead() throws IOException, InterruptedException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(400, "<html>"))) {
            URI elsewhere = URI.create(server.baseUrl().toString().replace("/v1", "/api"));
            Target target = Target.of(elsewhere, Profile.PLUGSKY, Target.Keys.of("k"), Target.Models.of("a"));
            WalkReport report = new WalkRun(target, CONTRACT, MODELS, 8).run(10, 2);

            assertThat(report.cases()).isEqualTo(10);
            assertThat(report.failed()).isEqualTo(10);
            assertThat(report.misfits())
                    .extracting(Misfit::why)
                    .allSatisfy(why -> assertThat(why).startsWith("unreadable answer"));
        }
    }

    @Test
    void countsConnectionsThatAreClosedUnannounced() throws IOException, InterruptedException {
        AtomicLong asked = new AtomicLong();
        try (ScriptedServer server = ScriptedServer.doing((request, out) -> {
            ScriptedServer.write(out, Right.byContract(request));
            if (asked.incrementAndGet() % 10 == 0) {
                out.close();
            }
        })) {
            Target target = Target.of(server.baseUrl(), Profile.CORE, Target.Keys.of("k"), Target.Models.of("a"));
            WalkReport report = new WalkRun(target, CONTRACT, MODELS, 8).run(100, 1);

            assertThat(report.failed()).isZero();
            assertThat(report.counts().retries()).isEqualTo(9);
        }
    }

    @Test
    void asksThatAnErrorNamesThePlace() throws IOException, InterruptedException {
        WalkReport report = run(Profile.PLUGSKY, Right::byContract, 40);

        assertThat(report.misfits())
                .isNotEmpty()
                .allSatisfy(misfit -> assertThat(misfit.why()).startsWith("error.param: "));
    }
}
